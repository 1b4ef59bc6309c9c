import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileFor, outdated, type Wanted } from './shell.ts';

const shell = { version: 'b', files: [{ path: '/index.html', integrity: 'sha256-x' }, { path: '/assets/a-1.js' }, { path: '/icon.svg' }] };
const wanted = (path: string, more: Partial<Wanted> = {}): Wanted => ({ path, method: 'GET', navigates: false, sameOrigin: true, ...more });

test('every page of ours is the one file of the shell', () => {
  for (const path of ['/', '/watchlist', '/title/tt0111161']) assert.equal(fileFor(shell, wanted(path, { navigates: true })), '/index.html');
});

test('the API, the sync protocol, and what else the server answers itself never pass through the worker', () => {
  for (const path of ['/api/v1/session', '/api/v1/titles/tt1', '/sync/member-1/_changes', '/sync', '/link/abc', '/openapi/v1.json', '/health/live', '/trust/authority.crt']) {
    assert.equal(fileFor(shell, wanted(path)), undefined, path);
    assert.equal(fileFor(shell, wanted(path, { navigates: true })), undefined, path);
  }
});

test('a page of ours may begin with the same letters', () => assert.equal(fileFor(shell, wanted('/syncing', { navigates: true })), '/index.html'));

test('files of the shell are answered, also assets of the version before; others are the server\'s', () => {
  assert.equal(fileFor(shell, wanted('/icon.svg')), '/icon.svg');
  assert.equal(fileFor(shell, wanted('/assets/older-0.js')), '/assets/older-0.js');
  assert.equal(fileFor(shell, wanted('/robots.txt')), undefined);
});

test('changes and other sites are left alone', () => {
  assert.equal(fileFor(shell, wanted('/icon.svg', { method: 'POST' })), undefined);
  assert.equal(fileFor(shell, wanted('/icon.svg', { sameOrigin: false })), undefined);
});

test('of the older shells the newest stays for tabs that still show it', () => {
  assert.deepEqual(outdated(['shell-a', 'other', 'shell-0', 'shell-b'], 'b'), ['shell-a']);
  assert.deepEqual(outdated(['shell-a', 'shell-b'], 'b'), []);
});
