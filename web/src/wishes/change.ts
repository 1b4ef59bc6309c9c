import { post } from '../api/client.ts';
import { toasts } from '../shell/toasts.svelte.ts';
import { savedHere } from '../titles/mine.svelte.ts';
import { say, type Wish, type WishAnswer } from './wishes.ts';

/** Does something with a wish and says so, with a way back where there is one. Whoever shows it hears of both. */
export async function change(path: string, body: unknown, said: string, heard: (wish: Wish) => void): Promise<boolean> {
  try {
    const { wish, fact, waiting } = await post<WishAnswer>(path, body);
    heard(wish);
    toasts.say(waiting ? savedHere(said) : said, fact == null ? undefined : async () => {
      await post(`/facts/${fact}/undo`);
      heard(wish);
    });
    return true;
  } catch (error) {
    toasts.fail(error);
    return false;
  }
}

export const approve = (wish: Wish, heard: (wish: Wish) => void): Promise<boolean> =>
  change(`/wishes/${wish.id}/approval`, undefined, say('wishes.done.approved', { title: wish.title.title }), heard);
export const refuse = (wish: Wish, reason: string, heard: (wish: Wish) => void): Promise<boolean> =>
  change(`/wishes/${wish.id}/refusal`, { reason }, say('wishes.done.refused', { title: wish.title.title }), heard);
export const withdraw = (wish: Wish, heard: (wish: Wish) => void): Promise<boolean> =>
  change(`/wishes/${wish.id}/withdrawal`, undefined, say('wishes.done.withdrawn', { title: wish.title.title }), heard);

/** Has nothing to take back: the server is asked already. */
export async function tryNow(wish: Wish, heard: (wish: Wish) => void): Promise<void> {
  try {
    heard((await post<WishAnswer>(`/wishes/${wish.id}/try`)).wish);
    toasts.say(say('wishes.done.tried', { title: wish.title.title }));
  } catch (error) {
    toasts.fail(error);
  }
}

/** Wishes once more for what was refused or withdrawn, of the same server. */
export const again = (wish: Wish, heard: (wish: Wish) => void): Promise<boolean> => change(
  '/wishes', { title: wish.title.id, part: wish.part, seasons: wish.seasons, episodes: wish.episodes, connection: wish.connection, qualityProfile: wish.qualityProfile, rootFolder: wish.rootFolder }, say('wishes.done.asked', { title: wish.title.title }), heard);
