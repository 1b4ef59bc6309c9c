import type { FilmEntry, Kind } from '../api/types.ts';
import { groupBy } from '../format/group.ts';

/** Kinds as a career tells them apart. */
export const lanes = ['film', 'series', 'other'] as const;
export type Lane = (typeof lanes)[number];

export const laneOf = (kind: Kind): Lane =>
  kind === 'movie' || kind === 'tvMovie' ? 'film' : kind === 'tvSeries' || kind === 'tvMiniSeries' || kind === 'tvEpisode' ? 'series' : 'other';

export type Timeline = {
  from: number; to: number;
  /** Years that are written at the axis. */ ticks: number[];
  /** The largest number of titles of one lane in one year. */ most: number;
  /** By lane, then by year. Lanes without titles are absent. */ counts: ReadonlyMap<Lane, ReadonlyMap<number, number>>;
  /** Titles whose year nobody knows. */ undated: number;
};

/** Null where there is no line to draw: fewer than two different years. */
export function timelineOf(films: readonly FilmEntry[]): Timeline | null {
  const dated = films.filter((film) => film.year);
  const years = dated.map((film) => film.year as number);
  const from = Math.min(...years);
  const to = Math.max(...years);
  if (!(from < to)) return null;
  const counts = new Map<Lane, ReadonlyMap<number, number>>();
  for (const lane of lanes) {
    const years = groupBy(dated.filter((film) => laneOf(film.kind) === lane), (film) => film.year as number);
    if (years.size > 0) counts.set(lane, new Map([...years].map(([year, those]) => [year, those.length])));
  }
  const most = Math.max(...[...counts.values()].flatMap((lane) => [...lane.values()]));
  return { from, to, ticks: ticksOf(from, to), most, counts, undated: films.length - dated.length };
}

/** Round years, few enough to be read: every one of a short career, every tenth of a long one. */
export function ticksOf(from: number, to: number): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((each) => (to - from) / each <= 9) ?? 100;
  const ticks: number[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push(year);
  return ticks;
}
