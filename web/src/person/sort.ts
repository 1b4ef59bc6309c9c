import type { FilmEntry } from '../api/types.ts';

export type FilmSort = 'year' | 'rating';

/** Newest or best first; what has no year or rating comes last, by title. */
export function sorted(films: readonly FilmEntry[], by: FilmSort): FilmEntry[] {
  const value = (film: FilmEntry): number => (by === 'year' ? film.year : film.rating) ?? -1;
  return [...films].sort((a, b) => value(b) - value(a) || (b.votes ?? 0) - (a.votes ?? 0) || a.title.localeCompare(b.title));
}

/** The categories somebody worked in, the most frequent first. */
export function categories(films: readonly FilmEntry[]): [category: string, count: number][] {
  const counts = new Map<string, number>();
  for (const film of films) for (const category of new Set(film.roles.map((role) => role.category))) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
