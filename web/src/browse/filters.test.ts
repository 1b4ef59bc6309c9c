import assert from 'node:assert/strict';
import { test } from 'node:test';
import { active, asked, clearing, dropping, without } from './filters.ts';

const query = new URLSearchParams('genre=Drama&genre=War&minYear=1990&maxYear=1999&hideSeen=true&person=nm0000001&sort=rating&foo=bar&view=x');

test('only names that the server knows are asked, in one order', () => {
  assert.deepEqual(asked(query), { genre: ['Drama', 'War'], person: 'nm0000001', sort: 'rating', hideSeen: 'true', minYear: '1990', maxYear: '1999' });
  assert.deepEqual(Object.keys(asked(new URLSearchParams('maxYear=1&kind=movie&sort=rating'))), ['kind', 'sort', 'maxYear']);
});

test('every filter in use is named once, a range as a whole', () => {
  assert.deepEqual(active(query).map((one) => one.filter), ['genre', 'genre', 'years', 'hideSeen', 'person']);
});

test('removing one value of a facet keeps the others', () => {
  const [drama, , years] = active(query);
  assert.deepEqual(without(query, drama!), { genre: ['War'] });
  assert.deepEqual(without(query, years!), { minYear: null, maxYear: null });
});

test('dropping and clearing name every parameter', () => {
  assert.deepEqual(dropping('rating'), { minRating: null, maxRating: null });
  assert.deepEqual(dropping('country'), { country: null });
  assert.ok('minVotes' in clearing() && 'genres' in clearing() && !('sort' in clearing()));
});
