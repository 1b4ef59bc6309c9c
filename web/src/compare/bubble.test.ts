import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bubble } from './bubble.ts';

test('a bubble has the area of its titles, fits its cell and never vanishes', () => {
  assert.equal(bubble(40, 40, 32), 15);
  assert.equal(bubble(10, 40, 32), 7.5);
  assert.equal(bubble(1, 4000, 32), 3.5);
});
