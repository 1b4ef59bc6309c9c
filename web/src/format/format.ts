/** Numbers, dates and durations as people of a locale write them. Pure: the locale and the time zone are passed in. */

const cache = new Map<string, unknown>();
function cached<T>(name: string, make: () => T): T {
  let made = cache.get(name) as T | undefined;
  if (made === undefined) cache.set(name, (made = make()));
  return made;
}

export const formatNumber = (value: number, locale: string, digits = 0): string =>
  cached(`n${locale}${digits}`, () => new Intl.NumberFormat(locale, { maximumFractionDigits: digits })).format(value);

/** One decimal always, as on IMDb: 8 is written 8.0. */
export const formatRating = (value: number, locale: string): string =>
  cached(`r${locale}`, () => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })).format(value);

/** 2,900,000 becomes 2.9M, never 2.9m: beside a runtime that would be minutes. */
export const formatShort = (value: number, locale: string): string =>
  cached(`s${locale}`, () => new Intl.NumberFormat(locale.startsWith('en') ? 'en-US' : locale, { notation: 'compact', maximumFractionDigits: 1 })).format(value);

/** `2024-05-01` is a day and stays that day in every time zone; an instant is shown in the member's. */
export function formatDate(value: string, locale: string, zone?: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = new Date(day ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(at.getTime())) return value;
  const timeZone = day ? 'UTC' : zone;
  return cached(`d${locale}${timeZone}`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone })).format(at);
}

export function formatInstant(value: string, locale: string, zone?: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  return cached(`i${locale}${zone}`, () =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })).format(at);
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] =
  [['year', 31_557_600], ['month', 2_629_800], ['day', 86_400], ['hour', 3600], ['minute', 60]];

/** "3 hours ago"; under a minute it is "now". */
export function formatAgo(value: string, now: number, locale: string): string {
  const seconds = (new Date(value).getTime() - now) / 1000;
  const relative = cached(`a${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(0, 'second');
}

/** Hours and minutes of a runtime; null hours for what is shorter than one. */
export const hoursAndMinutes = (minutes: number): { hours: number; minutes: number } =>
  ({ hours: Math.floor(minutes / 60), minutes: Math.round(minutes % 60) });

/** Gigabytes as disks are sold (10^9), with a decimal below ten. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  let at = 0;
  let value = bytes;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  return cached(`b${locale}${at}${value < 10}`, () => new Intl.NumberFormat(locale,
    { style: 'unit', unit: units[at] as string, unitDisplay: 'short', maximumFractionDigits: value < 10 && at > 0 ? 1 : 0 })).format(value);
}
