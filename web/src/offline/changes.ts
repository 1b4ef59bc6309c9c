import { recall } from '../api/remembered.ts';
import type { TitleDetail } from '../api/types.ts';
import { emptyTitle, listKey, nameOf, titleKey, type About, type ListDocument, type TitleDocument } from './documents.ts';
import { edited, listEdited, type ListEdit, type TitleEdit } from './edits.ts';
import { pocket } from './pocket.svelte.ts';
import { list, title, titles } from './shelf.ts';
import { newId } from './tabs.ts';
import { ask, withdraw } from './wishing.ts';

type Words = Record<string, unknown>;
/** Answers with nothing when the pocket cannot take the change. */
type Taken = { waiting: true } | undefined;
type Take = (words: Words, ...ids: string[]) => Promise<Taken>;

const now = (): string => new Date().toISOString();
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What the page that is open knows of a title that the pocket lacks. */
function seenOf(id: string): About | undefined {
  const card = recall<TitleDetail>(`/titles/${id}`);
  return card && { name: card.title, year: card.year ?? null, endYear: card.endYear ?? null, kind: card.kind, runtime: card.runtime ?? null, genres: card.genres, rating: card.rating ?? null };
}

async function edit(id: string, did: string, change: TitleEdit): Promise<Taken> {
  const about = (await title(id))?.about ?? seenOf(id);
  await pocket.write<TitleDocument>('mine', titleKey(id), did, about?.name ?? id, (before) => edited(before ?? emptyTitle(id), change, now()), about);
  return { waiting: true };
}

const toTitle = (did: string, change: (words: Words) => TitleEdit): Take => (words, id = '') => edit(id, did, change(words));

async function toList(id: string, did: string, change: ListEdit): Promise<Taken> {
  const found = await list(id);
  if (!found) return undefined;
  await pocket.write<ListDocument>('mine', listKey(id), did, found.name, (before) => listEdited(before ?? found, change, now()));
  return { waiting: true };
}

async function unwatch(id: string): Promise<Taken> {
  const found = (await titles()).find((each) => each.watches.some((watch) => watch.id === id));
  return found && edit(nameOf(found._id), 'unwatch', { does: 'unwatch', id });
}

const beside: TitleEdit = { does: 'list', entry: { priority: null, note: null }, keep: true };
const entry = (words: Words): TitleEdit => ({ does: 'list', entry: { priority: Number(words['priority']) || null, note: text(words['note']) } });

const changes: readonly (readonly [method: string, path: RegExp, take: Take])[] = [
  ['PUT', /^\/ratings\/([^/]+)$/, toTitle('rate', (words) => ({ does: 'rate', value: Number(words['rating']) }))],
  ['DELETE', /^\/ratings\/([^/]+)$/, toTitle('unrate', () => ({ does: 'rate', value: null }))],
  ['PUT', /^\/likes\/([^/]+)$/, toTitle('like', () => ({ does: 'like', on: true }))],
  ['DELETE', /^\/likes\/([^/]+)$/, toTitle('unlike', () => ({ does: 'like', on: false }))],
  ['PUT', /^\/not-interested\/([^/]+)$/, toTitle('hide', () => ({ does: 'hide', on: true }))],
  ['DELETE', /^\/not-interested\/([^/]+)$/, toTitle('unhide', () => ({ does: 'hide', on: false }))],
  ['PUT', /^\/notes\/([^/]+)$/, toTitle('note', (words) => ({ does: 'note', text: text(words['note']) }))],
  ['DELETE', /^\/notes\/([^/]+)$/, toTitle('note', () => ({ does: 'note', text: null }))],
  ['PUT', /^\/watchlist\/([^/]+)$/, toTitle('list', () => beside)],
  ['DELETE', /^\/watchlist\/([^/]+)$/, toTitle('unlist', () => ({ does: 'list', entry: null }))],
  ['PUT', /^\/watchlist\/([^/]+)\/entry$/, toTitle('entry', entry)],
  ['POST', /^\/titles\/([^/]+)\/watches$/, toTitle('watch', (words) => ({ does: 'watch', id: newId(), at: text(words['at']) }))],
  ['DELETE', /^\/watches\/([^/]+)$/, (_, id = '') => unwatch(id)],
  ['PUT', /^\/lists\/([^/]+)\/titles\/([^/]+)$/, (words, id = '', of = '') =>
    toList(id, 'listPut', { does: 'put', title: of, ...(typeof words['place'] === 'number' ? { place: words['place'] } : {}), ...('note' in words ? { note: text(words['note']) } : {}) })],
  ['DELETE', /^\/lists\/([^/]+)\/titles\/([^/]+)$/, (_, id = '', of = '') => toList(id, 'listTake', { does: 'take', title: of })],
  ['POST', /^\/wishes$/, (words) => ask(words, seenOf)],
  ['POST', /^\/wishes\/([^/]+)\/withdrawal$/, (_, id = '') => withdraw(id)],
];

/** @returns the answer, once the change is written on this device */
export async function take(method: string, path: string, body: unknown): Promise<Taken> {
  for (const [how, pattern, change] of changes) {
    const fit = how === method ? pattern.exec(path) : null;
    if (fit) return change((body ?? {}) as Words, ...fit.slice(1).map(decodeURIComponent));
  }
  return undefined;
}
