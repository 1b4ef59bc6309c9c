import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, atFirst, isAway, situation, type Happening, type Situation } from './contact.ts';

const at = (...events: Happening[]): Situation => situation(events.reduce(after, atFirst(true)));
const answer: Happening = { is: 'answer', at: 1000 };
const same: Happening = { is: 'same', at: 2000 };
const kept: Happening = { is: 'storage', storage: 'kept' };

test('nothing is claimed before the first answer', () => assert.equal(at(), 'unknown'));
test('an answer alone does not say that both sides are the same', () => assert.equal(at(kept, answer), 'unknown'));
test('both sides are the same after a whole sync, and only while nothing waits', () => {
  assert.equal(at(kept, answer, { is: 'syncing' }), 'syncing');
  assert.equal(at(kept, answer, { is: 'syncing' }, same), 'same');
  assert.equal(at(kept, answer, same, { is: 'waiting', count: 1 }), 'waiting');
});
test('a network that goes is enough to be away, a network that comes back is not enough to be home', () => {
  assert.equal(at(kept, answer, same, { is: 'network', on: false }), 'away');
  assert.equal(at(kept, answer, same, { is: 'network', on: false }, { is: 'network', on: true }), 'unknown');
  assert.equal(at(kept, answer, same, { is: 'network', on: false }, { is: 'network', on: true }, answer), 'same');
});
test('a server that is silent is away, whatever the browser thinks of the network', () => {
  assert.equal(at(kept, answer, same, { is: 'silence' }), 'away');
  assert.equal(at(kept, answer, same, { is: 'silence' }, answer), 'same');
});
test('an answer proves the network that the browser denied', () => {
  const now = [kept, same, answer].reduce(after, atFirst(false));
  assert.equal(isAway(now), false);
});
test('a sync that is cut off by the network is over', () => assert.equal(at(kept, answer, { is: 'syncing' }, { is: 'network', on: false }, { is: 'network', on: true }, answer), 'unknown'));
test('an error that the server answered with is said, until a sync goes well', () => {
  assert.equal(at(kept, answer, { is: 'failed', why: 'no room' }), 'failing');
  assert.equal(at(kept, answer, { is: 'failed', why: 'no room' }, same), 'same');
});
test('silence in the middle of a sync is being away, not a failure', () => {
  assert.equal(at(kept, answer, { is: 'syncing' }, { is: 'silence' }, { is: 'failed', why: null }), 'away');
});
test('who is signed out is told that first, with whatever waits still waiting', () => {
  const now = [kept, answer, { is: 'waiting', count: 3 } as const, { is: 'signedOut' } as const].reduce(after, atFirst(true));
  assert.equal(situation(now), 'signedOut');
  assert.equal(now.waiting, 3);
  assert.equal(situation(after(now, { is: 'signedIn' })), 'waiting');
});
test('a full storage is said at home and away', () => {
  assert.equal(at(kept, answer, same, { is: 'storage', storage: 'full' }), 'full');
  assert.equal(at(kept, answer, same, { is: 'network', on: false }, { is: 'storage', storage: 'full' }), 'full');
});
test('a browser that keeps nothing works at home; away that is the lesser news', () => {
  assert.equal(at(answer, { is: 'storage', storage: 'missing' }), 'missing');
  assert.equal(at(answer, { is: 'storage', storage: 'missing' }, { is: 'network', on: false }), 'away');
});
test('what was remembered of an earlier visit does not replace what this one knows', () => {
  const old: Happening = { is: 'remembered', lastAnswer: 5, lastSame: 6 };
  assert.deepEqual([after(atFirst(false), old).lastAnswer, after(after(atFirst(true), answer), old).lastAnswer], [5, 1000]);
});
