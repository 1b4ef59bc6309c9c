import type { TitleCard, WatchlistEntry } from '../api/types.ts';

/** Filters, orders and portions of a list that is whole in memory, as the API does them. */
export type Portion<T> = { items: T[]; total: number; next: string | null };

/** Keys of this device's portions are plain places. */
export function portion<T>(items: readonly T[], after: string | null, limit: number): Portion<T> {
  const from = Number(after ?? 0) || 0;
  const end = from + limit;
  return { items: items.slice(from, end), total: items.length, next: end < items.length ? String(end) : null };
}

export const places = (total: number, every: number): string[] =>
  Array.from({ length: Math.max(0, Math.ceil(total / every) - 1) }, (_, at) => String((at + 1) * every));

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word of the question begins somewhere in the name. */
export function named(title: Pick<TitleCard, 'title'>, question: string): boolean {
  const name = ` ${folded(title.title)}`;
  return folded(question).split(/\s+/).filter(Boolean).every((word) => name.includes(` ${word}`));
}

export type Filter = { kinds: readonly string[]; genre: string; q: string; unseen: boolean; maxRuntime?: number; decade?: number };

export const fits = (title: TitleCard, { kinds, genre, q, unseen, maxRuntime, decade }: Filter): boolean =>
  (kinds.length === 0 || kinds.includes(title.kind))
  && (!genre || title.genres.includes(genre))
  && (!q || named(title, q))
  && (!unseen || !title.mine?.seen)
  && (!maxRuntime || (title.runtime != null && title.runtime <= maxRuntime))
  && (!decade || (title.year != null && Math.floor(title.year / 10) * 10 === decade));

type Order = (a: WatchlistEntry, b: WatchlistEntry) => number;
const down = (a: number | null | undefined, b: number | null | undefined): number => (b ?? -Infinity) === (a ?? -Infinity) ? 0 : (b ?? -Infinity) - (a ?? -Infinity);
const added: Order = (a, b) => (b.addedAt ?? '').localeCompare(a.addedAt ?? '');

/** What is unknown stands last. */
const orders: Record<string, Order> = {
  added,
  priority: (a, b) => (a.priority ?? 9) - (b.priority ?? 9) || added(a, b),
  year: (a, b) => down(a.year, b.year) || added(a, b),
  rating: (a, b) => down(a.rating, b.rating) || added(a, b),
  title: (a, b) => a.title.localeCompare(b.title),
  runtime: (a, b) => (a.runtime ?? Infinity) - (b.runtime ?? Infinity) || added(a, b),
};

export const ordered = (entries: readonly WatchlistEntry[], sort: string): WatchlistEntry[] => [...entries].sort(orders[sort] ?? added);
