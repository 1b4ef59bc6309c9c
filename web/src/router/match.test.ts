import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPage, localPath, match } from './match.ts';

const routes = [['/', 'home'], ['/title/:id', 'title'], ['/search', 'search']] as const;

test('a path finds its page and hands over what stands in it', () => {
  assert.deepEqual(match(routes, '/'), { page: 'home', params: {} });
  assert.deepEqual(match(routes, '/title/tt0111161'), { page: 'title', params: { id: 'tt0111161' } });
  assert.deepEqual(match(routes, '/search/'), { page: 'search', params: {} });
});

test('an unknown path finds nothing', () => {
  assert.equal(match(routes, '/titles'), undefined);
  assert.equal(match(routes, '/title'), undefined);
  assert.equal(match(routes, '/title/tt1/cast'), undefined);
});

test('a broken escape in an address does not stop the page', () => {
  assert.deepEqual(match(routes, '/title/%E0%A4%A'), { page: 'title', params: { id: '%E0%A4%A' } });
});

test('after signing in one only goes to pages of ours', () => {
  assert.equal(localPath('/title/tt1?x=1'), '/title/tt1?x=1');
  for (const wanted of [null, '', 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in?next=/']) {
    assert.equal(localPath(wanted), '/');
  }
});

test('addresses of the server are left to the browser', () => {
  assert.equal(isPage('/watchlist'), true);
  for (const path of ['/api/v1/imports/1/rejects', '/link/abc', '/openapi/v1.json', '/health/live']) assert.equal(isPage(path), false);
  assert.equal(isPage('/linked'), true);
});
