import assert from 'node:assert/strict';
import { test } from 'node:test';
import { posterShape, windowOf } from './window.ts';

const rows = { columns: 1, rowHeight: 100 };

test('the window holds what is seen and three rows around it', () => {
  assert.deepEqual(windowOf(1000, rows, 0, 800), { first: 0, last: 11, before: 0, after: 98_900 });
  assert.deepEqual(windowOf(1000, rows, 5000, 800), { first: 47, last: 61, before: 4700, after: 93_900 });
});

test('nothing is drawn of an empty list, and the end is the end', () => {
  assert.deepEqual(windowOf(0, rows, 0, 800), { first: 0, last: 0, before: 0, after: 0 });
  assert.deepEqual(windowOf(10, rows, 900, 800), { first: 6, last: 10, before: 600, after: 0 });
  assert.deepEqual(windowOf(10, rows, 1e9, 800), { first: 9, last: 10, before: 900, after: 0 });
});

test('the list has the same height wherever it is scrolled to', () => {
  const shape = { columns: 7, rowHeight: 333 };
  for (let top = -500; top < 60_000; top += 777) {
    const { first, last, before, after } = windowOf(1234, shape, top, 900);
    assert.equal(before + after + Math.ceil((last - first) / 7) * 333, Math.ceil(1234 / 7) * 333, `at ${top}`);
    assert.equal(first % 7, 0);
  }
});

test('two posters on a phone, more where there is room', () => {
  assert.equal(posterShape(358, 16).columns, 2);
  assert.equal(posterShape(1216, 16).columns, 6);
  assert.ok(posterShape(1216, 32).rowHeight > posterShape(1216, 16).rowHeight, 'larger letters need more room');
});
