import { SvelteMap } from 'svelte/reactivity';
import { jobs } from '../activity/jobs.svelte.ts';
import { get, post, put, remove } from '../api/client.ts';
import { forgetAll } from '../api/remembered.ts';
import type { Changed, Job, Mine, TitleCard, Watch } from '../api/types.ts';
import { t } from '../messages/t.svelte.ts';
import { toasts } from '../shell/toasts.svelte.ts';

/** What the member did on this visit, laid over what the answers said, so that every card of a title agrees at once. */
const overlay = new SvelteMap<string, Mine>();
const nothing: Mine = { seen: false, watchlist: false };

/** Grows with every change; pages that list what a member has ask again when it does. */
class Revision {
  value = $state(0);
}
export const revision = new Revision();

export const mineOf = (title: Pick<TitleCard, 'id' | 'mine'>): Mine => overlay.get(title.id) ?? title.mine ?? nothing;

/** Forgets what was laid over the answers; called when many titles changed at once (an import). */
export function settle(): void {
  overlay.clear();
  forgetAll();
  revision.value++;
}

/** What was done, and where it is until home can be reached. */
export const savedHere = (said: string): string => `${said} ${t('toast.waiting')}`;

type Subject = Pick<TitleCard, 'id' | 'title' | 'mine'>;

/** Shows the change at once, asks for it, and takes it back when the server refuses. */
export async function change(title: Subject, next: Mine, said: string, asked: () => Promise<Changed>): Promise<boolean> {
  const before = mineOf(title);
  overlay.set(title.id, next);
  try {
    const { fact, waiting } = await asked();
    forgetAll();
    revision.value++;
    toasts.say(waiting ? savedHere(said) : said, fact == null ? undefined : async () => {
      await undoFact(fact);
      overlay.set(title.id, before);
      revision.value++;
    });
    return true;
  } catch (error) {
    overlay.set(title.id, before);
    toasts.fail(error);
    return false;
  }
}

/** Takes a change back; one that takes longer goes on as a job, and everything is asked again when that is over. */
export async function undoFact(fact: number | string): Promise<void> {
  const { job } = (await post<Changed | undefined>(`/facts/${fact}/undo`)) ?? {};
  forgetAll();
  if (job == null) return;
  jobs.whenOver(job, settle);
  jobs.take(await get<Job>(`/jobs/${job}`));
}

export function toggleLike(title: Subject): Promise<boolean> {
  const mine = mineOf(title);
  return mine.liked
    ? change(title, { ...mine, liked: false }, t('toast.unliked', { title: title.title }), () => remove(`/likes/${title.id}`))
    : change(title, { ...mine, liked: true }, t('toast.liked', { title: title.title }), () => put(`/likes/${title.id}`));
}

export function toggleInterest(title: Subject): Promise<boolean> {
  const mine = mineOf(title);
  return mine.notInterested
    ? change(title, { ...mine, notInterested: false }, t('toast.interested', { title: title.title }), () => remove(`/not-interested/${title.id}`))
    : change(title, { ...mine, notInterested: true }, t('toast.notInterested', { title: title.title }), () => put(`/not-interested/${title.id}`));
}

/** Several episodes at once: those of a season, or all up to one. Nobody remembers the day of each, so none is noted. */
export const addEpisodes = (series: Subject, span: { season?: number; upTo?: string }, said: string): Promise<boolean> =>
  change(series, mineOf(series), said, () => post(`/titles/${series.id}/episodes/watches`, span));

/** Empty removes it. */
export const setNote = (title: Subject, note: string): Promise<boolean> =>
  change(title, mineOf(title), note ? t('toast.noted') : t('toast.unnoted'), () => put(`/notes/${title.id}`, { note }));

/** Puts a title on the watchlist with what is said beside it; 0 is no priority. */
export const setEntry = (title: Subject, note: string, priority: number): Promise<boolean> =>
  change(title, { ...mineOf(title), watchlist: true }, t('toast.entry', { title: title.title }), () => put(`/watchlist/${title.id}/entry`, { note, priority }));

/** Says that a watch, or the rating, is about another title. */
export const moveTo = (title: Subject, path: string, other: Pick<TitleCard, 'id' | 'title'>): Promise<boolean> =>
  change(title, mineOf(title), t('toast.moved', { title: other.title }), async () => {
    const changed = await post<Changed>(path, { title: other.id });
    overlay.delete(title.id);
    overlay.delete(other.id);
    return changed;
  });

export const rate = (title: Subject, rating: number): Promise<boolean> =>
  change(title, { ...mineOf(title), rating, seen: true }, t('toast.rated', { title: title.title, rating }), () =>
    put(`/ratings/${title.id}`, { rating }));

export const unrate = (title: Subject): Promise<boolean> =>
  change(title, { ...mineOf(title), rating: null }, t('toast.unrated', { title: title.title }), () => remove(`/ratings/${title.id}`));

export function toggleWatchlist(title: Subject): Promise<boolean> {
  const mine = mineOf(title);
  return mine.watchlist
    ? change(title, { ...mine, watchlist: false }, t('toast.unlisted', { title: title.title }), () => remove(`/watchlist/${title.id}`))
    : change(title, { ...mine, watchlist: true }, t('toast.listed', { title: title.title }), () => put(`/watchlist/${title.id}`));
}

/** `at` is a day, or null when the member does not remember; it is never guessed. */
export const addWatch = (title: Subject, at: string | null): Promise<boolean> =>
  change(title, { ...mineOf(title), seen: true }, t('toast.seen', { title: title.title }), () =>
    post(`/titles/${title.id}/watches`, { at }));

export const removeWatch = (title: Subject, watch: Watch, last: boolean): Promise<boolean> =>
  change(title, { ...mineOf(title), seen: !last || mineOf(title).rating != null }, t('toast.unseen', { title: title.title }), () =>
    remove(`/watches/${watch.id}`));
