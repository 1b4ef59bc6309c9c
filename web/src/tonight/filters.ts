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
  kind: kinds[filters.kind], maxRuntime: filters.minutes || '', genre: filters.genre, decade: filters.decade, seed: filters.seed, limit: 28,
});

/** How many filters narrow the picks; the seed only shuffles. */
export const activeCount = (filters: TonightFilters): number =>
  [filters.kind, filters.minutes, filters.genre, filters.decade].filter(Boolean).length;

export type ReasonLink = { name: string; href: string };

/** Divides a reason into plain text and the titles and names it speaks of; each of these is linked where it is first named. */
export function linkReason(text: string, links: readonly ReasonLink[]): (string | ReasonLink)[] {
  let parts: (string | ReasonLink)[] = [text];
  // The longest first: "Alien" must not be found inside "Aliens".
  for (const link of [...links].filter((each) => each.name).sort((a, b) => b.name.length - a.name.length)) {
    const at = parts.findIndex((part) => typeof part === 'string' && part.includes(link.name));
    const part = parts[at];
    if (typeof part !== 'string') continue;
    const from = part.indexOf(link.name);
    const pieces = [part.slice(0, from), link, part.slice(from + link.name.length)].filter((piece) => piece !== '');
    parts = [...parts.slice(0, at), ...pieces, ...parts.slice(at + 1)];
  }
  return parts;
}
