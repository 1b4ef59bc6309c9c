import type { ListDocument, TitleDocument, WatchWords } from './documents.ts';

/** What a member does to a title, as a document takes it up. Doing the same twice changes nothing the second time. */
export type TitleEdit =
  | { does: 'rate'; value: number | null }
  | { does: 'like'; on: boolean }
  | { does: 'hide'; on: boolean }
  | { does: 'note'; text: string | null }
  | { does: 'list'; entry: { priority: number | null; note: string | null } | null; /** Only the place on the list is meant; what stands beside it stays. */ keep?: boolean }
  | { does: 'watch'; id: string; at: string | null }
  | { does: 'unwatch'; id: string };

const words = (text: string | null): string | null => (text?.trim() ? text : null);

/** @param at this device's time, in ISO 8601 */
export function edited(document: TitleDocument, edit: TitleEdit, at: string): TitleDocument {
  // What the server said of an older edit is over with a newer one.
  const { told: _, ...before } = document;
  const next: TitleDocument = { ...before, changedAt: at };
  switch (edit.does) {
    case 'rate': return { ...next, rating: edit.value === null ? null : { value: edit.value, at } };
    case 'like': return { ...next, liked: edit.on };
    case 'hide': return { ...next, notInterested: edit.on };
    case 'note': return { ...next, note: words(edit.text) };
    case 'list': return { ...next, watchlist: listed(before, edit, at) };
    case 'watch': return { ...next, watches: next.watches.some((watch) => watch.id === edit.id) ? next.watches : [...next.watches, watch(edit.id, edit.at)] };
    case 'unwatch': return { ...next, watches: next.watches.filter((each) => each.id !== edit.id) };
  }
}

function listed(before: TitleDocument, { entry, keep }: TitleEdit & { does: 'list' }, at: string): TitleDocument['watchlist'] {
  if (entry === null) return null;
  if (keep && before.watchlist) return before.watchlist;
  return { at: before.watchlist?.at ?? at, priority: entry.priority || null, note: words(entry.note) };
}

/** A day is a day wherever the phone is; an instant keeps its hour; neither is guessed. */
const watch = (id: string, at: string | null): WatchWords => {
  const day = at !== null && /^\d{4}-\d\d-\d\d$/.test(at);
  return { id, at: day ? null : at, day: day ? at : null, origin: 'pocket' };
};

export type ListEdit = { does: 'put'; title: string; place?: number; note?: string | null } | { does: 'take'; title: string };

/** Places count from 1. */
export function listEdited(document: ListDocument, edit: ListEdit, at: string): ListDocument {
  const { told: _, ...before } = document;
  const found = before.items.find((item) => item.title === edit.title);
  const others = before.items.filter((item) => item.title !== edit.title);
  if (edit.does === 'take') return { ...before, items: others, changedAt: at };
  const item = { ...(found ?? { title: edit.title, at }), ...(edit.note === undefined ? {} : { note: words(edit.note) }) };
  const place = edit.place ?? (found ? before.items.indexOf(found) + 1 : others.length + 1);
  return { ...before, items: others.toSpliced(Math.max(0, place - 1), 0, item), changedAt: at };
}
