import type { Aka } from '../api/types.ts';
import { groupBy } from '../format/group.ts';

export type AkaGroup = { /** Empty for titles that belong to no country. */ name: string; akas: Aka[] };

/** Titles by country, countries by their name; what belongs to none comes first. */
export function groupAkas(akas: readonly Aka[], country: (code: string) => string, locale: string): AkaGroup[] {
  return [...groupBy(akas, (aka) => (aka.region ? country(aka.region) : ''))]
    .map(([name, those]) => ({ name, akas: those }))
    .sort((a, b) => (a.name && b.name ? a.name.localeCompare(b.name, locale) : a.name ? 1 : -1));
}
