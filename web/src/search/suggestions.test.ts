import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved } from './suggestions.ts';

test('arrows go round through the field itself', () => {
  assert.equal(moved(-1, 'ArrowDown', 3), 0);
  assert.equal(moved(2, 'ArrowDown', 3), -1);
  assert.equal(moved(-1, 'ArrowUp', 3), 2);
  assert.equal(moved(0, 'ArrowUp', 3), -1);
});

test('without suggestions nothing is chosen', () => {
  assert.equal(moved(-1, 'ArrowDown', 0), -1);
});
