import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupAkas } from './aka-groups.ts';

const aka = (title: string, region: string | null) => ({ title, region, original: region === null });

test('countries stand in the order of their names in the language of the reader', () => {
  const german: Record<string, string> = { AT: 'Österreich', DE: 'Deutschland', PL: 'Polen', SUHH: 'Sowjetunion' };
  const groups = groupAkas([aka('a', 'PL'), aka('b', 'SUHH'), aka('c', 'AT'), aka('d', null), aka('e', 'DE'), aka('f', 'PL')], (code) => german[code] ?? code, 'de');
  assert.deepEqual(groups.map((group) => [group.name, group.akas.length]), [['', 1], ['Deutschland', 1], ['Österreich', 1], ['Polen', 2], ['Sowjetunion', 1]]);
});
