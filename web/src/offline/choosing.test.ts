import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WatchlistEntry } from '../api/types.ts';
import { fits, named, ordered, places, portion } from './choosing.ts';

const entry = (title: string, more: Partial<WatchlistEntry> = {}): WatchlistEntry => ({ id: title, title, kind: 'movie', genres: [], countries: [], adult: false, ...more });

test('portions follow each other, and their places are known beforehand', () => {
  const items = Array.from({ length: 125 }, (_, at) => at);
  const first = portion(items, null, 60);
  assert.deepEqual([first.items.length, first.total, first.next], [60, 125, '60']);
  assert.deepEqual(portion(items, '120', 60), { items: [120, 121, 122, 123, 124], total: 125, next: null });
  assert.deepEqual(places(125, 60), ['60', '120']);
  assert.deepEqual([places(0, 60), places(60, 60)], [[], []]);
});

test('a name is found by the beginnings of its words, without accents', () => {
  assert.ok(named(entry('La Cité des enfants perdus'), 'cite enf'));
  assert.ok(!named(entry('La Cité des enfants perdus'), 'nfants'));
});

test('filters narrow as they do at home', () => {
  const all = { kinds: [], genre: '', q: '', unseen: false };
  const film = entry('A', { kind: 'movie', genres: ['Drama'], runtime: 100, year: 1994, mine: { seen: true, watchlist: true } });
  assert.ok(fits(film, { ...all, kinds: ['movie', 'video'], genre: 'Drama', maxRuntime: 100, decade: 1990 }));
  for (const not of [{ kinds: ['tvSeries'] }, { genre: 'War' }, { q: 'b' }, { unseen: true }, { maxRuntime: 99 }, { decade: 2000 }]) assert.ok(!fits(film, { ...all, ...not }), JSON.stringify(not));
  assert.ok(!fits(entry('B'), { ...all, maxRuntime: 100 }));
});

test('every order puts what is unknown last', () => {
  const entries = [
    entry('b', { addedAt: '2026-01-01', priority: null, year: null, rating: null, runtime: null }),
    entry('c', { addedAt: '2026-01-03', priority: 2, year: 1990, rating: 5, runtime: 90 }),
    entry('a', { addedAt: '2026-01-02', priority: 1, year: 2000, rating: 8, runtime: 120 }),
  ];
  const order = (sort: string): string => ordered(entries, sort).map((each) => each.title).join('');
  assert.deepEqual(Object.fromEntries(['added', 'priority', 'year', 'rating', 'title', 'runtime'].map((sort) => [sort, order(sort)])),
    { added: 'cab', priority: 'acb', year: 'acb', rating: 'acb', title: 'abc', runtime: 'cab' });
});
