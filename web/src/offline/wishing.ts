import type { Offer, Wish, Wishes } from '../wishes/wishes.ts';
import { isSeries } from '../wishes/wishes.ts';
import { session } from '../session/session.svelte.ts';
import { cardOf } from './cards.ts';
import { nameOf, schema, type About, type WishDocument } from './documents.ts';
import { pocket } from './pocket.svelte.ts';
import { household, title } from './shelf.ts';
import { newId } from './tabs.ts';

/** Wishes without a connection: those of the house as its documents have them, new ones and withdrawals of this device. */
type Words = Record<string, unknown>;

const over = ['refused', 'gaveUp', 'withdrawn'];
const me = (): number => session.member!.id;

/** One that home has not seen yet waits like the others, only here. */
function wishOf(document: WishDocument, about: About | undefined): Wish {
  const state = (document.withdrawn ? 'withdrawn' : document.state ?? 'buffer') as Wish['state'];
  const wanted = document.wanted ?? [document.member ?? me()];
  const mine = wanted.includes(me());
  return {
    id: nameOf(document._id), title: cardOf(document.title, document.about ?? about), part: document.part as Wish['part'], seasons: document.seasons ?? [],
    episodes: (document.episodes ?? []).map((each) => (Array.isArray(each) ? each.join('x') : String(each))), state, why: document.why?.text ?? null,
    nextTryAt: document.nextTryAt ?? null, tries: 0, progress: document.progress ?? null, bytes: 0, askedAt: document.askedAt ?? document.changedAt, changedAt: document.changedAt,
    mine, members: [], others: document.others ?? wanted.filter((member) => member !== me()).length, can: mine && !over.includes(state) && state !== 'here' ? ['withdraw'] : [],
  };
}

async function all(): Promise<Wish[]> {
  const documents = await household<WishDocument>('wish');
  const unnamed = new Map(pocket.waiting.map((entry) => [entry.id, entry.about]));
  return documents.map((each) => wishOf(each, unnamed.get(each._id))).sort((a, b) => b.changedAt.localeCompare(a.changedAt));
}

export async function wishes(query: URLSearchParams, mine: boolean): Promise<Wishes> {
  const states = query.getAll('state');
  const found = (await all()).filter((wish) => (!mine || wish.mine) && (states.length === 0 || states.includes(wish.state)));
  const skip = Number(query.get('skip')) || 0;
  const end = skip + (Number(query.get('limit')) || 50);
  return { items: found.slice(skip, end), next: end < found.length ? end : null };
}

/** What may be asked for is home's to say; here everything may, and home answers when it hears of it. */
export async function offer(id: string): Promise<Offer | undefined> {
  const there = (await all()).filter((wish) => wish.title.id === id && !over.includes(wish.state));
  const kind = (await title(id))?.about?.kind ?? there[0]?.title.kind;
  if (!kind || kind === 'tvEpisode') return undefined;
  return { title: id, kind: isSeries(kind) ? 'series' : 'film', part: 'all', against: null, needsHost: false, bytes: null, quota: null, seasons: [], servers: [], wishes: there };
}

export async function ask(words: Words, seen: (id: string) => About | undefined): Promise<{ wish: Wish; waiting: true }> {
  const of = String(words['title']);
  const about = (await title(of))?.about ?? seen(of);
  const [id, now] = [`wish:${newId()}`, new Date().toISOString()];
  const document: WishDocument = {
    _id: id, schema, type: 'wish', title: of, part: String(words['part'] ?? 'all'), askedAt: now, changedAt: now,
    ...(words['bookmark'] === true ? { state: 'bookmark' } : {}), ...(Array.isArray(words['seasons']) ? { seasons: words['seasons'] as number[] } : {}),
    ...(Array.isArray(words['episodes']) ? { episodes: (words['episodes'] as string[]).map((each) => each.split('x').map(Number)) } : {}),
  };
  await pocket.write<WishDocument>('house', id, 'wish', about?.name ?? of, () => document, about);
  return { wish: wishOf(document, about), waiting: true };
}

export async function withdraw(id: string): Promise<{ wish: Wish; waiting: true } | undefined> {
  const found = (await household<WishDocument>('wish')).find((each) => nameOf(each._id) === id);
  if (!found) return undefined;
  const next = (before: WishDocument): WishDocument => ({ ...before, withdrawn: true, changedAt: new Date().toISOString() });
  await pocket.write<WishDocument>('house', found._id, 'withdraw', found.about?.name ?? found.title, (before) => next(before ?? found), found.about);
  return { wish: wishOf(next(found), found.about), waiting: true };
}
