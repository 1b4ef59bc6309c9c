import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from '../api/client.ts';
import { activeCount, askedFor, readFilters, splitReason } from './filters.ts';

test('the address carries the filters', () => {
  const filters = readFilters(new URLSearchParams('kind=film&minutes=100&genre=Drama&decade=1990&seed=7'));
  assert.deepEqual(filters, { kind: 'film', minutes: 100, genre: 'Drama', decade: '1990', seed: '7' });
  assert.equal(activeCount(filters), 4);
  assert.equal(address('/tonight', askedFor(filters)), '/tonight?kind=movie&kind=tvMovie&maxRuntime=100&genre=Drama&decade=1990&seed=7&limit=25');
});

test('nonsense in the address is no filter', () => {
  const filters = readFilters(new URLSearchParams('kind=cake&minutes=-5&decade=xx&seed=1e9'));
  assert.equal(activeCount(filters), 0);
  assert.equal(address('/tonight', askedFor(filters)), '/tonight?limit=25');
});

test('a reason is divided at the title it speaks of', () => {
  assert.deepEqual(splitReason('You rated Heat 9', 'Heat'), { before: 'You rated ', name: 'Heat', after: ' 9' });
  assert.equal(splitReason('Well loved', 'Heat'), null);
});
