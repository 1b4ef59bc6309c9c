import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyTitle, type ListDocument } from './documents.ts';
import { edited, listEdited, type TitleEdit } from './edits.ts';

const now = '2026-05-01T10:00:00.000Z';
const later = '2026-05-02T10:00:00.000Z';
const film = emptyTitle('tt0000001');
const after = (...edits: TitleEdit[]): typeof film => edits.reduce((document, edit) => edited(document, edit, now), film);

test('each edit changes its own part and says when, by this device', () => {
  assert.deepEqual(after({ does: 'rate', value: 8 }), { ...film, rating: { value: 8, at: now }, changedAt: now });
  assert.equal(after({ does: 'rate', value: 8 }, { does: 'rate', value: null }).rating, null);
  assert.deepEqual([after({ does: 'like', on: true }).liked, after({ does: 'hide', on: true }).notInterested], [true, true]);
  assert.deepEqual([after({ does: 'note', text: 'with Ivo' }).note, after({ does: 'note', text: '  ' }).note], ['with Ivo', null]);
});

test('a day stays a day, an instant an instant, and an unknown one unknown', () => {
  const { watches } = after({ does: 'watch', id: 'a', at: '2026-04-30' }, { does: 'watch', id: 'b', at: now }, { does: 'watch', id: 'c', at: null });
  assert.deepEqual(watches.map(({ id, at, day }) => [id, at, day]), [['a', null, '2026-04-30'], ['b', now, null], ['c', null, null]]);
});

test('the same watch twice is one, and it can be taken away', () => {
  const watch: TitleEdit = { does: 'watch', id: 'a', at: null };
  assert.equal(after(watch, watch).watches.length, 1);
  assert.deepEqual(after(watch, { does: 'unwatch', id: 'a' }).watches, []);
});

test('putting on the watchlist again keeps the day and what stands beside it; the entry form changes that', () => {
  const on: TitleEdit = { does: 'list', entry: { priority: null, note: null }, keep: true };
  const first = edited(after(on), { does: 'list', entry: { priority: 2, note: 'soon' } }, later);
  assert.deepEqual(first.watchlist, { at: now, priority: 2, note: 'soon' });
  assert.deepEqual(edited(first, on, later).watchlist, first.watchlist);
  assert.deepEqual(edited(first, { does: 'list', entry: { priority: 0, note: '' } }, later).watchlist, { at: now, priority: null, note: null });
  assert.equal(edited(first, { does: 'list', entry: null }, later).watchlist, null);
});

test('what the server said of an older edit goes with a newer one', () => {
  const told = { ...film, told: { refused: 'x', text: 'No.', at: now } };
  assert.equal('told' in edited(told, { does: 'like', on: true }, now), false);
});

test('a title comes onto a list at its end or its place, once, and goes again', () => {
  const list: ListDocument = { _id: 'list:1', schema: 1, type: 'list', name: 'One', shared: false, items: [{ title: 'a', at: now }, { title: 'b', at: now, note: 'first' }], changedAt: now };
  const order = (document: ListDocument): string => document.items.map((item) => item.title).join('');
  assert.equal(order(listEdited(list, { does: 'put', title: 'c' }, later)), 'abc');
  assert.equal(order(listEdited(list, { does: 'put', title: 'c', place: 1 }, later)), 'cab');
  assert.equal(order(listEdited(list, { does: 'put', title: 'b', place: 1 }, later)), 'ba');
  assert.deepEqual(listEdited(list, { does: 'put', title: 'b' }, later).items, list.items);
  assert.equal(listEdited(list, { does: 'put', title: 'b', note: 'last' }, later).items[1]?.note, 'last');
  assert.equal(order(listEdited(list, { does: 'take', title: 'a' }, later)), 'b');
});
