import type { Kind } from '../api/types.ts';

/** The documents of the pocket, as docs/guide/offline.md describes them. Times are ISO 8601, days `2026-05-01`. */
export type About = {
  name: string; year?: number | null; endYear?: number | null; kind: Kind; runtime?: number | null; genres?: string[]; rating?: number | null;
};
/** Why the server put a revision of its own over what this device wrote. */
export type Told = { refused: string; text: string; at: string };
type Stored = { _id: string; _rev?: string; _deleted?: boolean; _conflicts?: string[]; schema: number; told?: Told | null };

export type WatchWords = { id: string; at: string | null; day: string | null; origin?: string };
/** What the member has of one title. `about` is the server's alone. */
export type TitleDocument = Stored & {
  type: 'title'; about?: About; rating: { value: number; at: string } | null; watches: WatchWords[];
  watchlist: { at: string | null; priority: number | null; note: string | null } | null;
  liked: boolean; notInterested: boolean; note: string | null; /** By this device's clock. */ changedAt: string;
};
export type ListDocument = Stored & {
  type: 'list'; name: string; about?: string | null; shared: boolean; ordered?: boolean; items: { title: string; at: string; note?: string | null }[]; changedAt: string;
};
export type WishDocument = Stored & {
  type: 'wish'; title: string; about?: About; part: string; seasons?: number[]; episodes?: (number[] | string)[]; member?: number; wanted?: number[]; others?: number; state?: string;
  why?: { code: string; text: string } | null; nextTryAt?: string | null; progress?: number | null; askedAt: string; changedAt: string; withdrawn?: boolean;
};
export type HaveDocument = Stored & {
  type: 'have'; about: About; monitored: boolean; grabbed: boolean; downloaded: boolean; quality?: string | null; size?: number | null; addedAt?: string | null;
  seasons?: { season: number; monitored: boolean; episodes: number; files: number }[];
};
export type PocketDocument = TitleDocument | ListDocument | WishDocument | HaveDocument;

/** The schema that this program reads and writes; a document of a newer one is shown and not written. */
export const schema = 1;

export const titleKey = (title: string): string => `title:${title}`;
export const listKey = (list: string | number): string => `list:${list}`;
/** `tt0111161` of `title:tt0111161`. */
export const nameOf = (id: string): string => id.slice(id.indexOf(':') + 1);

export const emptyTitle = (title: string): TitleDocument => ({
  _id: titleKey(title), schema, type: 'title', rating: null, watches: [], watchlist: null, liked: false, notInterested: false, note: null, changedAt: '',
});
