import * as show from '../format/titles.svelte.ts';
import { locale } from '../messages/t.svelte.ts';

type Length = 'short' | 'long';

const said = (at: number, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(at);

export const monthName = (month: number, length: Length): string => said(Date.UTC(2024, month - 1, 1), { month: length });
/** 1 is Monday, as was the first of January 2024. */
export const weekdayName = (weekday: number, length: Length): string => said(Date.UTC(2024, 0, weekday), { weekday: length });
export const dayName = (day: string): string => show.date(day);
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
