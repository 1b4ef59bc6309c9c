import type { Statistics, TimeShare, TraitShare } from '../api/types.ts';
import * as show from '../format/titles.svelte.ts';
import { t } from '../messages/t.svelte.ts';
import { hourName, monthName, weekdayName } from './words.ts';

/** A bar and what its table says of it; `short` stands below a column. */
export type Bar = { key: string; label: string; short: string; value: number; plays: number; titles?: number; minutes?: number; rated?: number; mean: number | null; href?: string };
export type Chart = { id: string; title: string; form: 'columns' | 'rows'; bars: Bar[]; /** What the chart leaves out. */ note?: string };

const column = (share: TimeShare, label: string, short: string, value: number): Bar =>
  ({ key: String(share.key), label, short, value, plays: share.plays, minutes: share.minutes, rated: share.rated, mean: share.mean ?? null });
const row = (share: TraitShare, label: string, href?: string): Bar =>
  ({ key: share.key, label, short: label, value: share.titles, plays: share.plays, titles: share.titles, mean: share.mean ?? null, ...(href ? { href } : {}) });

/** The classes of runtime by their least minutes, with those before the next class. */
const runtimeEnds: Record<string, number> = { 0: 29, 30: 59, 60: 89, 90: 119, 120: 149 };

function runtime({ key }: TraitShare): [label: string, href: string] {
  const end = runtimeEnds[key];
  if (end === undefined) return [t('statistics.fromMinutes', { minutes: key }), `/browse?minRuntime=${key}`];
  return [t('statistics.minutes', { from: key, to: String(end) }), `/browse?${key === '0' ? '' : `minRuntime=${key}&`}maxRuntime=${end}`];
}

/** The charts that have something to show. Where only ratings have days, time is that of the ratings. */
export function chartsOf(of: Statistics): Chart[] {
  const rated = !of.years.some((share) => share.plays > 0);
  const amount = (share: TimeShare): number => (rated ? share.rated : share.plays);
  const by = rated ? 'rated' : 'played';
  const charts: Chart[] = [
    { id: 'years', title: t(`statistics.${by}Years`), form: 'columns', bars: of.year ? [] : of.years.map((share) => column(share, String(share.key), String(share.key), amount(share))) },
    { id: 'months', title: t(`statistics.${by}Months`), form: 'columns', bars: of.months.map((share) => column(share, monthName(share.key, 'long'), monthName(share.key, 'short'), amount(share))) },
    { id: 'weekdays', title: t('statistics.weekdays'), form: 'columns', bars: of.weekdays.map((share) => column(share, weekdayName(share.key, 'long'), weekdayName(share.key, 'short'), share.plays)) },
    { id: 'hours', title: t('statistics.hours'), form: 'columns', bars: of.hours.map((share) => column(share, hourName(share.key), String(share.key), share.plays)), ...(of.withoutHour > 0 ? { note: t('statistics.withoutHour', { count: of.withoutHour }) } : {}) },
    { id: 'genres', title: t('statistics.genres'), form: 'rows', bars: of.genres.map((share) => row(share, show.genre(share.key), `/browse?genre=${encodeURIComponent(share.key)}`)) },
    { id: 'decades', title: t('statistics.decades'), form: 'rows', bars: of.decades.map((share) => row(share, show.decade(Number(share.key)), `/browse?decade=${share.key}`)) },
    { id: 'countries', title: t('statistics.countries'), form: 'rows', bars: of.countries.map((share) => row(share, show.country(share.key), `/browse?country=${share.key}`)) },
    { id: 'directors', title: t('statistics.directors'), form: 'rows', bars: of.directors.map((share) => row(share, show.person({ id: share.key, name: share.name ?? share.key }), `/person/${share.key}`)) },
    { id: 'actors', title: t('statistics.actors'), form: 'rows', bars: of.actors.map((share) => row(share, show.person({ id: share.key, name: share.name ?? share.key }), `/person/${share.key}`)) },
    { id: 'runtimes', title: t('statistics.runtimes'), form: 'rows', bars: of.runtimes.map((share) => row(share, ...runtime(share))) },
    { id: 'ratings', title: t('statistics.ratings'), form: 'columns', bars: of.ratings.distribution.map((count, at) => ({ key: String(at + 1), label: String(at + 1), short: String(at + 1), value: count, plays: 0, rated: count, mean: null })) },
  ];
  return charts.filter((chart) => chart.bars.some((bar) => bar.value > 0));
}

/** Of many columns only some have room for their name. */
export const namedEvery = (columns: number, room: number, letters: number): number => Math.max(1, Math.ceil((columns * letters * 8) / Math.max(1, room)));
