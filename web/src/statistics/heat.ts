import type { DayPlays } from '../api/types.ts';

/** A day of the year in the columns of its weeks; weeks begin on Monday. */
export type HeatDay = { day: string; plays: number; column: number; row: number; /** 0 for none, else 1 to 4. */ level: number };
export type HeatYear = { days: HeatDay[]; columns: number; /** Where months begin. */ months: { month: number; column: number }[] };

export function heatOf(year: number, plays: readonly DayPlays[]): HeatYear {
  const counts = new Map(plays.map((each) => [each.day, each.plays]));
  const most = Math.max(1, ...counts.values());
  const first = new Date(Date.UTC(year, 0, 1));
  first.setUTCFullYear(year);
  const offset = (first.getUTCDay() + 6) % 7;
  const days: HeatDay[] = [];
  const months: HeatYear['months'] = [];
  for (const at = new Date(first); at.getUTCFullYear() === year; at.setUTCDate(at.getUTCDate() + 1)) {
    const place = days.length + offset;
    const day = at.toISOString().slice(0, 10);
    const count = counts.get(day) ?? 0;
    const column = Math.floor(place / 7);
    days.push({ day, plays: count, column, row: place % 7, level: count === 0 ? 0 : Math.ceil((count / most) * 4) });
    if (at.getUTCDate() === 1) months.push({ month: at.getUTCMonth() + 1, column: place % 7 === 0 ? column : column + 1 });
  }
  return { days, columns: Math.floor((days.length - 1 + offset) / 7) + 1, months };
}

/** Where an arrow leads from a day; null for other keys. */
export function stepped(at: number, key: string, days: number): number | null {
  const step = ({ ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1, PageUp: -28, PageDown: 28 } as Record<string, number>)[key];
  if (key === 'Home') return 0;
  if (key === 'End') return days - 1;
  return step === undefined ? null : Math.min(days - 1, Math.max(0, at + step));
}
