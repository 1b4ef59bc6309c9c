import type { HistoryEntry, Mine, TitleCard, TitleDetail, WatchlistEntry } from '../api/types.ts';
import { nameOf, type About, type TitleDocument } from './documents.ts';

/** What a member has of a title, in the shapes that the pages know from the API. */
export const mineOf = (document: TitleDocument): Mine => ({
  rating: document.rating?.value ?? null, seen: document.watches.length > 0 || document.rating !== null, watchlist: document.watchlist !== null,
  liked: document.liked, notInterested: document.notInterested,
});

/** A title whose name has not reached this device is called by its id. */
export const cardOf = (title: string, about: About | undefined, mine?: Mine): TitleCard => ({
  id: title, title: about?.name ?? title, year: about?.year ?? null, endYear: about?.endYear ?? null, kind: about?.kind ?? 'other', runtime: about?.runtime ?? null,
  genres: about?.genres ?? [], rating: about?.rating ?? null, votes: null, countries: [], adult: false, ...(mine ? { mine } : {}),
});

export const cardOfDocument = (document: TitleDocument): TitleCard => cardOf(nameOf(document._id), document.about, mineOf(document));

export const entryOf = (document: TitleDocument): WatchlistEntry => ({
  ...cardOfDocument(document), addedAt: document.watchlist?.at ?? null, note: document.watchlist?.note ?? null, priority: document.watchlist?.priority ?? null,
});

const when = (watch: TitleDocument['watches'][number]): string | null => watch.at ?? watch.day;
const latest = (times: (string | null)[]): string | null => times.filter((time) => time !== null).sort().at(-1) ?? null;

export const historyOf = (document: TitleDocument): HistoryEntry => ({
  ...cardOfDocument(document), ratedAt: document.rating?.at ?? null, watchedAt: latest(document.watches.map(when)),
});

export const detailOf = (document: TitleDocument): TitleDetail => ({
  ...cardOfDocument(document), directors: [], writers: [], cast: [], crew: [], akas: [], known: false,
  mine: {
    ...mineOf(document), ratedAt: document.rating?.at ?? null, note: document.note, addedAt: document.watchlist?.at ?? null,
    listNote: document.watchlist?.note ?? null, priority: document.watchlist?.priority ?? null,
    watches: document.watches.map((watch) => ({ id: watch.id, at: when(watch) })),
  },
});
