import type { Query } from '../api/client.ts';

export const views = ['grid', 'list', 'table'] as const;
export type View = (typeof views)[number];

/** What of the watchlist the address asks for. */
export type Asked = { sort: string; kind: string; genre: string; q: string; unseen: boolean };

const kinds: Record<string, string[]> = {
  film: ['movie', 'tvMovie', 'video'], series: ['tvSeries', 'tvMiniSeries'], episode: ['tvEpisode'], short: ['short', 'tvShort'],
};

export const askedOf = (query: URLSearchParams): Asked => ({
  sort: query.get('sort') ?? 'added', kind: query.get('kind') ?? '', genre: query.get('genre') ?? '', q: query.get('q') ?? '', unseen: query.get('unseen') === 'true',
});

export const queryOf = (asked: Asked): Query => ({ sort: asked.sort, kind: kinds[asked.kind] ?? [], genre: asked.genre, q: asked.q, unseen: asked.unseen || null });

export const narrowed = (asked: Asked): boolean => Boolean(asked.kind || asked.genre || asked.q || asked.unseen);

const place = 'marquee.watchlist.view';

/** The address decides; without it, what this browser showed last. */
export function viewOf(query: URLSearchParams): View {
  const named = (value: string | null): View | undefined => views.find((view) => view === value);
  try {
    return named(query.get('view')) ?? named(localStorage.getItem(place)) ?? 'grid';
  } catch {
    return 'grid';
  }
}

export function keepView(view: View): void {
  try {
    localStorage.setItem(place, view);
  } catch {
    // Without storage the address still carries it.
  }
}
