import type { Kind, PersonRef } from '../api/types.ts';
import * as show from '../format/titles.svelte.ts';
import { t } from '../messages/t.svelte.ts';
import type { Active, FacetName } from './filters.ts';

/** What a value of a facet is called. */
export function valueName(facet: FacetName, value: string): string {
  return { kind: () => show.kind(value as Kind), genre: () => show.genre(value), decade: () => show.decade(Number(value)), country: () => show.country(value), language: () => show.languageName(value) }[facet]();
}

export const filterName = (filter: string): string => t(`browse.filter.${filter}` as 'browse.filter.kind');

/** What a filter in use says on its chip. */
export function activeName(one: Active, person: PersonRef | null | undefined): string {
  if (one.kind === 'facet') return valueName(one.filter, one.value);
  if (one.kind === 'person') return show.person(person ?? { id: one.value, name: one.value });
  if (one.kind === 'toggle') return filterName(one.filter);
  const range = one.to === '' ? t('browse.from', { from: one.from }) : one.from === '' ? t('browse.upTo', { to: one.to }) : `${one.from}–${one.to}`;
  return `${filterName(one.filter)}: ${range}`;
}
