import type { Kind, PersonRef, TitleCard } from '../api/types.ts';
import { known, locale, t, timeZone } from '../messages/t.svelte.ts';
import * as plain from './format.ts';

/** The formats of `format.ts` for the member who is looking. */
export const number = (value: number, digits = 0): string => plain.formatNumber(value, locale(), digits);
export const rating = (value: number): string => plain.formatRating(value, locale());
export const short = (value: number): string => plain.formatShort(value, locale());
export const date = (value: string): string => plain.formatDate(value, locale(), timeZone());
export const instant = (value: string): string => plain.formatInstant(value, locale(), timeZone());
export const ago = (value: string): string => plain.formatAgo(value, Date.now(), locale());
export const bytes = (value: number): string => plain.formatBytes(value, locale());

export function runtime(value: number): string {
  const { hours, minutes } = plain.hoursAndMinutes(value);
  if (hours === 0) return t('unit.minutes', { minutes });
  return minutes === 0 ? t('unit.hours', { hours }) : t('unit.hoursMinutes', { hours, minutes });
}

export function duration(seconds: number): string {
  return seconds < 60 ? t('unit.seconds', { count: Math.max(1, Math.round(seconds)) }) : runtime(Math.round(seconds / 60));
}

/** 2008–2013 for a series that ended; one year otherwise; nothing when unknown. Years are names, not amounts: no grouping. */
export function years(title: Pick<TitleCard, 'year' | 'endYear'>): string {
  if (!title.year) return '';
  return title.endYear && title.endYear !== title.year ? `${title.year}–${title.endYear}` : String(title.year);
}

export const kind = (value: Kind): string => known(`kind.${value}`, value);
export const genre = (value: string): string => known(`genre.${value}`, value);
export const category = (value: string): string => known(`category.${value}`, value.replaceAll('_', ' '));
/** The name of a person, or a sentence about one that name.basics lacks: then the server gives the id as the name. */
export const person = ({ id, name }: PersonRef): string => (name === id ? t('person.unnamed', { id }) : name);
export const decade = (value: number): string => t('unit.decade', { decade: String(value) });

/** The name of a country; states that are gone are not in the browser's list and have their own texts. */
export function country(code: string): string {
  const historic = known(`country.${code}`, '');
  if (historic) return historic;
  try {
    return new Intl.DisplayNames([locale()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames([locale()], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** S2 E5 for an episode. */
export function episodeNumber(season?: number | null, episode?: number | null): string {
  if (season == null && episode == null) return '';
  if (season == null) return t('unit.episode', { episode: String(episode) });
  return episode == null ? t('unit.season', { season: String(season) }) : t('unit.seasonEpisode', { season: String(season), episode: String(episode) });
}
