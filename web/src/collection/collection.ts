import type { TitleCard } from '../api/types.ts';

/** A film or series on one server. `title` is absent where nobody knows which title it is. */
export type Item = {
  title?: TitleCard | null; name: string; year?: number | null; kind: 'radarr' | 'sonarr'; connection: number | string; server: string;
  monitored: boolean; grabbed: boolean; downloaded: boolean; files: number; aired: number; episodes: number; quality?: string | null; size: number; addedAt: string;
};
export type CollectionServer = { id: number | string; name: string; kind: 'radarr' | 'sonarr' };

export const states = ['here', 'coming', 'wanted', 'unmatched'] as const;
export type State = (typeof states)[number] | '';
export const sorts = ['added', 'title', 'year', 'size', 'filed'] as const;
export type Sort = (typeof sorts)[number];

/** The question as the API takes it. A type, not an interface: it is handed on as a query. */
export type Asked = {
  sort: Sort; kind: string; server: string; q: string;
  downloaded?: boolean; grabbed?: boolean; monitored?: boolean; unmatched?: boolean;
};

const one = <T extends string>(all: readonly T[], value: string | null, other: T): T => all.find((each) => each === value) ?? other;

/** What an address asks for; words that are none count as nothing. */
export function askedOf(query: URLSearchParams): Asked {
  const state = stateOf(query);
  return {
    sort: one(sorts, query.get('sort'), 'added'),
    kind: one(['radarr', 'sonarr', ''], query.get('kind'), ''),
    server: /^\d+$/.test(query.get('server') ?? '') ? query.get('server')! : '',
    q: query.get('q') ?? '',
    ...(state === 'here' ? { downloaded: true } : state === 'coming' ? { grabbed: true } : state === 'wanted' ? { downloaded: false, monitored: true } : state === 'unmatched' ? { unmatched: true } : {}),
  };
}

export const stateOf = (query: URLSearchParams): State => one([...states, ''], query.get('state'), '');

export const narrowed = (asked: Asked): boolean =>
  Boolean(asked.kind || asked.server || asked.q) || [asked.downloaded, asked.grabbed, asked.monitored, asked.unmatched].some((each) => each !== undefined);
