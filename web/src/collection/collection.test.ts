import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedOf, narrowed } from './collection.ts';

const of = (query: string) => askedOf(new URLSearchParams(query));

test('an address without filters asks for everything, latest first', () => {
  assert.deepEqual(of(''), { sort: 'added', kind: '', server: '', q: '' });
  assert.equal(narrowed(of('sort=size')), false);
});

test('a state is asked for by what the rows say', () => {
  assert.deepEqual(of('state=wanted&kind=sonarr&server=3&sort=title&q=lamp'), { sort: 'title', kind: 'sonarr', server: '3', q: 'lamp', downloaded: false, monitored: true });
  assert.equal(of('state=coming').grabbed, true);
  assert.equal(narrowed(of('state=here')), true);
});

test('words that are none count as nothing', () => {
  assert.deepEqual(of('state=x&kind=tape&server=1;drop&sort=0'), { sort: 'added', kind: '', server: '', q: '' });
});
