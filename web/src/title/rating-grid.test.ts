import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RatedEpisode } from '../api/types.ts';
import { contrast } from '../poster/color.ts';
import { edges, lineCount, linesOf, perLine, stepOf } from './rating-grid.ts';

const episode = (season: number | null, number: number | null, rating: number | null = 8): RatedEpisode => ({ id: `${season}-${number}`, title: 't', season, episode: number, rating });
const count = (season: number | null, most: number): RatedEpisode[] => Array.from({ length: most }, (_, at) => episode(season, at + 1));

test('a rating falls into the step that begins at or below it', () => {
  assert.deepEqual([1, 4.9, 5, 6.9, 7, 8.9, 9, 10].map(stepOf), [1, 1, 2, 3, 4, 5, 6, 6]);
});

test('an episode stands under its number, a missing one leaves a gap', () => {
  const [line] = linesOf([episode(1, 1), episode(1, 3)]);
  assert.deepEqual(line!.cells.map((cell) => cell?.episode), [1, undefined, 3]);
});

test('numbers that are missing or given twice put a season in its order', () => {
  assert.deepEqual(linesOf([episode(1, 1), episode(1, 1), episode(1, null)])[0]!.cells.map((cell) => cell?.episode), [1, 1, null]);
  assert.equal(linesOf([episode(2, 20_240_105)])[0]!.cells.length, 1, 'a date is no number');
});

test('long seasons go on in the next line, and the lines are known from the counts', () => {
  const all = [...count(1, perLine * 2 + 1), ...count(2, 3), ...count(null, 2)];
  const lines = linesOf(all);
  assert.deepEqual(lines.map((line) => [line.season, line.from, line.cells.length]), [[1, 1, 50], [1, 51, 50], [1, 101, 1], [2, 1, 3], [null, 1, 2]]);
  assert.equal(lineCount([{ episodes: 101 }, { episodes: 3 }, { episodes: 2 }]), lines.length);
});

test('every step is told by lightness alone, and its ink reads at 7:1', () => {
  const tokens = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');
  const colour = (name: string): string => {
    const hex = new RegExp(`--${name}: (#[0-9a-f]+);`).exec(tokens)![1]!;
    return hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join('')}` : hex;
  };
  const steps = edges.map((_, at) => colour(`heat-${at + 1}`));
  const lightness = steps.map((step) => contrast(step, '#000000'));
  lightness.forEach((value, at) => at > 0 && assert.ok(value > lightness[at - 1]! * 1.25, `step ${at + 1} is hardly lighter than the one before`));
  steps.forEach((step, at) => assert.ok(contrast(step, colour(at < 3 ? 'heat-dark-ink' : 'heat-light-ink')) >= 7, `step ${at + 1}`));
});
