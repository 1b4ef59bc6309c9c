import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FilmEntry } from '../api/types.ts';
import { categories, sorted } from './sort.ts';

const film = (id: string, year: number | null, rating: number | null, ...roles: string[]): FilmEntry => ({
  id, title: id, year, rating, kind: 'movie', genres: [], countries: [], adult: false, roles: roles.map((category) => ({ category, characters: [] })),
});
const films = [film('a', 1990, 7, 'actor'), film('b', null, 9, 'director', 'actor'), film('c', 2001, null, 'actor')];

test('newest or best first, what is unknown last', () => {
  assert.deepEqual(sorted(films, 'year').map((each) => each.id), ['c', 'a', 'b']);
  assert.deepEqual(sorted(films, 'rating').map((each) => each.id), ['b', 'a', 'c']);
});

test('roles are counted by film', () => {
  assert.deepEqual(categories(films), [['actor', 3], ['director', 1]]);
});
