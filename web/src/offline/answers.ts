import type { MarkedTitle, Pick, TitleCard, TitleList, Tonight } from '../api/types.ts';
import { cardOf, cardOfDocument, detailOf, entryOf, historyOf } from './cards.ts';
import { fits, named, ordered, places, portion } from './choosing.ts';
import { collection } from './collecting.ts';
import { nameOf, type ListDocument, type TitleDocument } from './documents.ts';
import { list, lists, title, titles } from './shelf.ts';
import { offer, wishes } from './wishing.ts';
import { say } from './words.ts';

type Answer = (query: URLSearchParams, id: string) => Promise<unknown>;

const limitOf = (query: URLSearchParams, otherwise: number): number => Number(query.get('limit')) || otherwise;
const kindsOf = (query: URLSearchParams): string[] => query.getAll('kind');

async function entries(query: URLSearchParams): Promise<ReturnType<typeof entryOf>[]> {
  const filter = { kinds: kindsOf(query), genre: query.get('genre') ?? '', q: query.get('q') ?? '', unseen: query.get('unseen') === 'true' };
  const all = (await titles()).filter((each) => each.watchlist !== null).map(entryOf);
  return ordered(all.filter((each) => fits(each, filter)), query.get('sort') ?? 'added');
}

const marked = (which: 'liked' | 'notInterested'): Answer => async (query) => {
  const all = (await titles()).filter((each) => each[which]).sort((a, b) => b.changedAt.localeCompare(a.changedAt));
  return portion(all.map((each): MarkedTitle => ({ ...cardOfDocument(each), markedAt: each.changedAt })), query.get('after'), limitOf(query, 60));
};

const latest = (document: TitleDocument): string => [historyOf(document).watchedAt, historyOf(document).ratedAt].filter(Boolean).sort().at(-1) ?? '';

const history: Answer = async (query) => {
  const all = (await titles()).filter((each) => each.rating !== null || each.watches.length > 0).sort((a, b) => latest(b).localeCompare(latest(a)));
  return portion(all.map(historyOf), query.get('after'), limitOf(query, 60));
};

const listOf = (document: ListDocument, asked?: string | null): TitleList => ({
  id: nameOf(document._id) as unknown as number, name: document.name, description: document.about ?? null, query: null, live: false, shared: document.shared, owner: null,
  createdAt: document.changedAt, entries: document.items.length, ...(asked ? { has: document.items.some((item) => item.title === asked) } : {}),
});

const oneList: Answer = async (query, id) => {
  const found = await list(id);
  if (!found) return undefined;
  const known = new Map((await titles()).map((each) => [nameOf(each._id), each]));
  const skip = Number(query.get('skip')) || 0;
  const items = found.items.map((item, at) => {
    const document = known.get(item.title);
    return { ...(document ? cardOfDocument(document) : cardOf(item.title, undefined)), note: item.note ?? null, place: at + 1 };
  });
  return { list: listOf(found), items: items.slice(skip, skip + limitOf(query, 50)), total: items.length };
};

const found = async (query: URLSearchParams, most: number): Promise<TitleCard[]> => {
  const asked = query.get('q') ?? '';
  return asked.trim() ? (await titles()).map(cardOfDocument).filter((card) => named(card, asked)).slice(0, most) : [];
};

/** What waits on the watchlist and is not seen; how it would rank is home's to say. */
const tonight: Answer = async (query) => {
  const filter = { kinds: kindsOf(query), genre: query.get('genre') ?? '', q: '', unseen: true, maxRuntime: Number(query.get('maxRuntime')), decade: Number(query.get('decade')) };
  const all = await titles();
  const waiting = ordered(all.filter((each) => each.watchlist !== null && !each.notInterested).map(entryOf), 'priority');
  const picks = waiting.filter((each) => fits(each, filter)).slice(0, limitOf(query, 28))
    .map((each): Pick => ({ ...each, score: 0, reason: { code: 'pocket', text: say('pocket.reason') } }));
  const count = (of: (each: TitleDocument) => number): number => all.reduce((sum, each) => sum + of(each), 0);
  return {
    picks, basis: 'rotation', history: { ratings: count((each) => (each.rating ? 1 : 0)), watches: count((each) => each.watches.length) },
    genres: [...new Set(waiting.flatMap((each) => each.genres))].sort(), decades: [], countries: [],
  } satisfies Tonight;
};

/** What of the API this device can answer by itself. A question that is not here, or finds nothing, needs home. */
const answers: readonly (readonly [path: RegExp, answer: Answer])[] = [
  [/^\/tonight$/, tonight],
  [/^\/next-up$/, async () => []],
  [/^\/titles\/([^/]+)$/, async (_, id) => { const document = await title(id); return document && detailOf(document); }],
  [/^\/watchlist$/, async (query) => portion(await entries(query), query.get('after'), limitOf(query, 60))],
  [/^\/watchlist\/places$/, async (query) => { const all = await entries(query); return { total: all.length, places: places(all.length, Number(query.get('every')) || 60) }; }],
  [/^\/history$/, history],
  [/^\/likes$/, marked('liked')],
  [/^\/not-interested$/, marked('notInterested')],
  [/^\/lists$/, async (query) => (await lists()).sort((a, b) => a.name.localeCompare(b.name)).map((each) => listOf(each, query.get('title')))],
  [/^\/lists\/([^/]+)$/, oneList],
  [/^\/collection$/, (query) => collection(query)],
  [/^\/wishes$/, (query) => wishes(query, true)],
  [/^\/wishes\/all$/, (query) => wishes(query, false)],
  [/^\/wishes\/titles\/([^/]+)$/, (_, id) => offer(id)],
  [/^\/search(?:\/suggest)?$/, async (query) => ({ query: query.get('q') ?? '', hits: await found(query, limitOf(query, 20)) })],
];

export async function answer(address: string): Promise<{ answer: unknown } | undefined> {
  const [path = '', query = ''] = address.split('?');
  for (const [pattern, ask] of answers) {
    const fit = pattern.exec(path);
    if (!fit) continue;
    const given = await ask(new URLSearchParams(query), decodeURIComponent(fit[1] ?? ''));
    return given === undefined ? undefined : { answer: given };
  }
  return undefined;
}
