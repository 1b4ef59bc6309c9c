import type { Career } from '../api/types.ts';

/** Kinds as a career tells them apart. */
export const lanes = ['film', 'series', 'other'] as const;
export type Lane = (typeof lanes)[number];

export type Timeline = {
  from: number; to: number;
  /** Years that are written at the axis. */ ticks: number[];
  /** The largest number of titles of one lane in one year. */ most: number;
  /** Titles that have a year. */ dated: number;
  /** By lane, then by year. Lanes without titles are absent. */ counts: ReadonlyMap<Lane, ReadonlyMap<number, number>>;
  /** Titles whose year nobody knows. */ undated: number;
};

/** Null where there is no line to draw: fewer than two different years. */
export function timelineOf({ years, undated }: Career): Timeline | null {
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last || first === last) return null;
  const counts = new Map<Lane, ReadonlyMap<number, number>>();
  for (const [lane, of] of [['film', 'films'], ['series', 'series'], ['other', 'others']] as const) {
    const some = years.filter((each) => each[of] > 0);
    if (some.length > 0) counts.set(lane, new Map(some.map((each) => [each.year, each[of]])));
  }
  const all = [...counts.values()].flatMap((lane) => [...lane.values()]);
  return { from: first.year, to: last.year, ticks: ticksOf(first.year, last.year), most: Math.max(...all), dated: all.reduce((sum, count) => sum + count, 0), counts, undated };
}

/** Round years, few enough to be read: every one of a short career, every tenth of a long one. */
export function ticksOf(from: number, to: number): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((each) => (to - from) / each <= 9) ?? 100;
  const ticks: number[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push(year);
  return ticks;
}
