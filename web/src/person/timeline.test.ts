import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FilmEntry, Kind } from '../api/types.ts';
import { laneOf, ticksOf, timelineOf } from './timeline.ts';

const film = (year: number | null, kind: Kind = 'movie'): FilmEntry => ({ id: `${year}${kind}`, title: 't', year, kind, genres: [], countries: [], adult: false, roles: [] });

test('titles are counted by kind and year', () => {
  const line = timelineOf([film(1990), film(1990, 'tvMovie'), film(1992, 'tvSeries'), film(1995, 'video'), film(null)])!;
  assert.deepEqual([line.from, line.to, line.most, line.undated], [1990, 1995, 2, 1]);
  assert.deepEqual([...line.counts].map(([lane, years]) => [lane, [...years]]), [['film', [[1990, 2]]], ['series', [[1992, 1]]], ['other', [[1995, 1]]]]);
});

test('one year, or none, is no line', () => {
  assert.equal(timelineOf([]), null);
  assert.equal(timelineOf([film(1990), film(1990), film(null)]), null);
});

test('the axis has round years and never more than ten', () => {
  assert.deepEqual(ticksOf(1990, 1995), [1990, 1991, 1992, 1993, 1994, 1995]);
  assert.deepEqual(ticksOf(1961, 2003), [1965, 1970, 1975, 1980, 1985, 1990, 1995, 2000]);
  for (let span = 1; span < 140; span++) assert.ok(ticksOf(1887, 1887 + span).length <= 10, String(span));
});

test('every kind has a lane', () => {
  assert.deepEqual((['movie', 'tvMovie', 'tvSeries', 'tvMiniSeries', 'tvEpisode', 'short', 'videoGame', 'other'] as const).map(laneOf),
    ['film', 'film', 'series', 'series', 'series', 'other', 'other', 'other']);
});
