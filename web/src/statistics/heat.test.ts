import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatOf, stepped } from './heat.ts';

test('weeks begin on Monday and every day of the year has its place', () => {
  const year = heatOf(2024, [{ day: '2024-01-01', plays: 1 }, { day: '2024-12-31', plays: 8 }, { day: '2024-02-29', plays: 3 }]);
  assert.deepEqual([year.days.length, year.columns], [366, 53]);
  assert.deepEqual(year.days[0], { day: '2024-01-01', plays: 1, column: 0, row: 0, level: 1 });
  assert.deepEqual(year.days[59], { day: '2024-02-29', plays: 3, column: 8, row: 3, level: 2 });
  assert.deepEqual(year.days.at(-1), { day: '2024-12-31', plays: 8, column: 52, row: 1, level: 4 });
  assert.deepEqual(year.days[1]!.level, 0);
});

test('a year that begins on a Sunday has its first day alone in a column, and months are written at their first whole week', () => {
  const year = heatOf(2023, []);
  assert.deepEqual([year.days.length, year.days[0]!.row, year.days[1]!.column, year.columns], [365, 6, 1, 53]);
  assert.deepEqual(year.months.slice(0, 2), [{ month: 1, column: 1 }, { month: 2, column: 6 }]);
});

test('arrows walk by days and weeks and stop at the ends', () => {
  assert.deepEqual(['ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'Home', 'End', 'a'].map((key) => stepped(10, key, 365)), [11, 17, 9, 3, 0, 364, null]);
  assert.equal(stepped(362, 'ArrowRight', 365), 364);
  assert.equal(stepped(2, 'PageUp', 365), 0);
});
