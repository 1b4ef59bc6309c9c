import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tallest } from './months.ts';

test('of equal months the first is the tallest', () => {
  assert.equal(tallest([0, 3, 9, 9, 0, 0, 0, 0, 0, 0, 0, 2]), 2);
  assert.equal(tallest([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]), 11);
});
