/** The filters of the home page as they stand in the address, and what is asked of the server for them. */
export type TonightFilters = { kind: '' | 'film' | 'series'; minutes: number; genre: string; decade: string; seed: string };

const kinds: Record<TonightFilters['kind'], string[]> = {
  '': [], film: ['movie', 'tvMovie'], series: ['tvSeries', 'tvMiniSeries'],
};

export function readFilters(query: URLSearchParams): TonightFilters {
  const kind = query.get('kind');
  const minutes = Number(query.get('minutes'));
  return {
    kind: kind === 'film' || kind === 'series' ? kind : '',
    minutes: Number.isInteger(minutes) && minutes > 0 && minutes <= 999 ? minutes : 0,
    genre: query.get('genre') ?? '',
    decade: /^\d{4}$/.test(query.get('decade') ?? '') ? (query.get('decade') as string) : '',
    seed: /^\d{1,9}$/.test(query.get('seed') ?? '') ? (query.get('seed') as string) : '',
  };
}

export const askedFor = (filters: TonightFilters): Record<string, string | number | string[]> => ({
  kind: kinds[filters.kind], maxRuntime: filters.minutes || '', genre: filters.genre, decade: filters.decade, seed: filters.seed, limit: 25,
});

/** How many filters narrow the picks; the seed only shuffles. */
export const activeCount = (filters: TonightFilters): number =>
  [filters.kind, filters.minutes, filters.genre, filters.decade].filter(Boolean).length;

/** Splits a reason at the title or name that it speaks of, so that this part can be a link. Null when the text does not name it. */
export function splitReason(text: string, name: string): { before: string; name: string; after: string } | null {
  const at = name ? text.indexOf(name) : -1;
  return at < 0 ? null : { before: text.slice(0, at), name, after: text.slice(at + name.length) };
}
