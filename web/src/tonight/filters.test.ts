import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address } from '../api/client.ts';
import { activeCount, askedFor, readFilters, linkReason } from './filters.ts';

test('the address carries the filters', () => {
  const filters = readFilters(new URLSearchParams('kind=film&minutes=100&genre=Drama&decade=1990&seed=7'));
  assert.deepEqual(filters, { kind: 'film', minutes: 100, genre: 'Drama', decade: '1990', seed: '7' });
  assert.equal(activeCount(filters), 4);
  assert.equal(address('/tonight', askedFor(filters)), '/tonight?kind=movie&kind=tvMovie&maxRuntime=100&genre=Drama&decade=1990&seed=7&limit=28');
});

test('nonsense in the address is no filter', () => {
  const filters = readFilters(new URLSearchParams('kind=cake&minutes=-5&decade=xx&seed=1e9'));
  assert.equal(activeCount(filters), 0);
  assert.equal(address('/tonight', askedFor(filters)), '/tonight?limit=28');
});

test('a reason links the title and the person that it speaks of', () => {
  const strada = { name: 'La Strada', href: '/title/tt0047528' };
  const fellini = { name: 'Federico Fellini', href: '/person/nm0000019' };
  assert.deepEqual(linkReason('You gave 10 to La Strada, also by Federico Fellini.', [fellini, strada]),
    ['You gave 10 to ', strada, ', also by ', fellini, '.']);
  assert.deepEqual(linkReason('Well loved', [strada]), ['Well loved']);
});

test('a longer title is not taken for a shorter one inside it', () => {
  const [alien, aliens] = [{ name: 'Alien', href: '/1' }, { name: 'Aliens', href: '/2' }];
  assert.deepEqual(linkReason('Like Aliens and Alien', [alien, aliens]), ['Like ', aliens, ' and ', alien]);
});
