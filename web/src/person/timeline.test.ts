import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ticksOf, timelineOf } from './timeline.ts';

const year = (year: number, films: number, series = 0, others = 0) => ({ year, films, series, others });

test('titles are counted by lane and year, lanes without titles are absent', () => {
  const line = timelineOf({ years: [year(1990, 2), year(1992, 0, 1), year(1995, 0, 3)], undated: 1 })!;
  assert.deepEqual([line.from, line.to, line.most, line.dated, line.undated], [1990, 1995, 3, 6, 1]);
  assert.deepEqual([...line.counts].map(([lane, years]) => [lane, [...years]]), [['film', [[1990, 2]]], ['series', [[1992, 1], [1995, 3]]]]);
});

test('one year, or none, is no line', () => {
  assert.equal(timelineOf({ years: [], undated: 4 }), null);
  assert.equal(timelineOf({ years: [year(1990, 2)], undated: 1 }), null);
});

test('the axis has round years and never more than ten', () => {
  assert.deepEqual(ticksOf(1990, 1995), [1990, 1991, 1992, 1993, 1994, 1995]);
  assert.deepEqual(ticksOf(1961, 2003), [1965, 1970, 1975, 1980, 1985, 1990, 1995, 2000]);
  for (let span = 1; span < 140; span++) assert.ok(ticksOf(1887, 1887 + span).length <= 10, String(span));
});
