import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from '../api/client.ts';
import { askedOf, narrowed, queryOf, viewOf } from './asked.ts';

test('an address becomes what the server is asked, and what is not asked is left out', () => {
  const asked = askedOf(new URLSearchParams('sort=year&kind=series&unseen=true&view=table'));
  assert.equal(address('/watchlist', queryOf(asked)), '/watchlist?sort=year&kind=tvSeries&kind=tvMiniSeries&unseen=true');
  assert.equal(address('/watchlist', queryOf(askedOf(new URLSearchParams()))), '/watchlist?sort=added');
});

test('an order is no narrowing', () => {
  assert.equal(narrowed(askedOf(new URLSearchParams('sort=title&view=list'))), false);
  assert.equal(narrowed(askedOf(new URLSearchParams('q=lamp'))), true);
});

test('a view that nobody knows is the grid', () => {
  assert.equal(viewOf(new URLSearchParams('view=table')), 'table');
  assert.equal(viewOf(new URLSearchParams('view=spiral')), 'grid');
});
