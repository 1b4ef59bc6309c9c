import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ratingOfKey } from './rating-keys.ts';

test('1 to 9 rate themselves, 0 rates ten, nothing else rates', () => {
  assert.deepEqual(['1', '9', '0'].map(ratingOfKey), [1, 9, 10]);
  assert.deepEqual(['a', 'Enter', '10', ' '].map(ratingOfKey), [null, null, null, null]);
});
