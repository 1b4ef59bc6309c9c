import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { choose, fill, type Message } from './plural.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name) && !name.endsWith('.test.ts') && name !== 'poster/palette.ts')
  .map((name) => readFileSync(join(root, name), 'utf8'))
  .join('\n');

/** The messages of the first load, and those that come with a page: `web-lists.en.json`. */
const files = readdirSync(join(root, 'messages')).filter((name) => /(^|\.)en\.json$/.test(name));
const read = (name: string): Record<string, Message> => JSON.parse(readFileSync(join(root, 'messages', name), 'utf8')) as Record<string, Message>;
const pairs = files.map((name) => ({ name, en: read(name), de: read(name.replace(/en\.json$/, 'de.json')) }));
const keys = new Set(pairs.flatMap((pair) => Object.keys(pair.en)));
/** Written out: `t('a.b')`, `label: 'a.b'`. */
const named = new Set([...sources.matchAll(/'([a-zA-Z]+(?:\.[\w-]+)+)'/g)].map((found) => found[1]!));
/** Put together: `` t(`kind.${kind}`) `` uses every key that begins with `kind.`. */
const patterns = [...sources.matchAll(/\b(?:t|known|say)\(`([^`]+)`/g)].map((found) =>
  new RegExp(`^${found[1]!.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.\\]/g, '\\$&')).join('.+')}$`));

test('every key that a page asks for is in the message file', () => {
  const asked = [...sources.matchAll(/\b(?:t|say)\(\s*'([^']+)'/g), ...sources.matchAll(/label: '((?:nav)\.[^']+)'/g)].map((found) => found[1]!);
  assert.ok(asked.length > 150, `only ${asked.length} keys were found in the sources`);
  assert.deepEqual(asked.filter((key) => !keys.has(key)), []);
});

test('every put-together key has messages', () => {
  assert.deepEqual(patterns.filter((pattern) => ![...keys].some((key) => pattern.test(key))).map(String), []);
});

test('no message is unused', () => {
  assert.deepEqual([...keys].filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key))), []);
});

test('every language has every message, with the same gaps to fill', () => {
  const gaps = (message: Message): string[] =>
    [...new Set((typeof message === 'string' ? message : message.other).match(/\{\w+\}/g) ?? [])].sort();
  assert.equal(keys.size, pairs.reduce((sum, pair) => sum + Object.keys(pair.en).length, 0), 'a key stands in two files');
  for (const { name, en, de } of pairs) {
    assert.deepEqual(Object.keys(de), Object.keys(en), name);
    for (const [key, message] of Object.entries(en)) {
      assert.deepEqual(gaps(de[key]!), gaps(message), key);
      assert.equal(typeof de[key], typeof message, key);
    }
  }
});

test('German is not English left over', () => {
  const same = pairs.flatMap(({ en, de }) => Object.entries(en)
    .filter(([key, message]) => typeof message === 'string' && message.replace(/\{\w+\}/g, '').split(/\w+/).length > 3 && de[key] === message));
  assert.deepEqual(same, []);
});

test('a number picks the plural form and is written as the language writes it', () => {
  const titles = { one: '{count} title', other: '{count} titles' };
  assert.equal(fill(titles, { count: 1 }, 'en'), '1 title');
  assert.equal(fill(titles, { count: 12500 }, 'en'), '12,500 titles');
  assert.equal(fill({ one: '{count} Titel', other: '{count} Titel' }, { count: 12500 }, 'de'), '12.500 Titel');
});

test('languages with more than two forms get theirs', () => {
  const polish = { one: 'film', few: 'filmy', many: 'filmów', other: 'filmu' };
  assert.deepEqual([1, 3, 5].map((count) => fill(polish, { count }, 'pl')), ['film', 'filmy', 'filmów']);
});

test('a gap without a value stays visible', () => {
  assert.equal(fill('Hello {name}', {}, 'en'), 'Hello {name}');
});

test('the first wanted language that we have is spoken, else the first we have', () => {
  assert.equal(choose(['de-AT', 'en'], ['en', 'de']), 'de');
  assert.equal(choose(['ja', 'fr'], ['en', 'de']), 'en');
  assert.equal(choose(['ja', 'de'], ['en', 'de']), 'de');
});
