import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWished } from './wished.ts';
import type { Wish } from './wishes.ts';

const wish = (more: Partial<Wish> = {}): Wish => ({ mine: true, part: 'all', state: 'here', seasons: [], connection: null, ...more }) as Wish;

test('a wish of one server is none of another', () => {
  assert.equal(isWished([wish({ connection: 2 })], 'all', [], 2), true);
  assert.equal(isWished([wish({ connection: 2 })], 'all', [], null), false);
  assert.equal(isWished([wish()], 'all', [], null), true);
  assert.equal(isWished([wish()], 'all', [], 2), false);
});

test('what is over, another member’s or another part is not wished for', () => {
  for (const other of [wish({ state: 'gaveUp' }), wish({ state: 'bookmark' }), wish({ mine: false }), wish({ part: 'future' })]) assert.equal(isWished([other], 'all', [], null), false);
});

test('seasons count in any order', () => {
  assert.equal(isWished([wish({ part: 'seasons', seasons: [1, 3] })], 'seasons', [3, 1], null), true);
  assert.equal(isWished([wish({ part: 'seasons', seasons: [1, 3] })], 'seasons', [3], null), false);
});
