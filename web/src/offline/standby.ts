import { Problem } from '../api/client.ts';
import { session } from '../session/session.svelte.ts';
import { settle } from '../titles/mine.svelte.ts';
import { answer } from './answers.ts';
import { take } from './changes.ts';
import { here } from './contact.svelte.ts';
import { pocket } from './pocket.svelte.ts';
import { isFull } from './pouch.ts';
import { say } from './words.ts';

/** Opens the pocket of whoever is signed in. */
export const openPocket = async (): Promise<boolean> => {
  const member = session.member?.id;
  return member !== undefined && await pocket.open(member, settle);
};

/** Answers what the API would have: reads from the documents of this device, writes into them. */
export async function standIn(method: string, path: string, body: unknown): Promise<{ answer: unknown } | undefined> {
  if (!(await openPocket())) {
    if (method !== 'GET' && here.now.storage === 'missing') throw new Problem(0, say('pocket.none'));
    return undefined;
  }
  if (method === 'GET') return answer(path);
  let taken: Awaited<ReturnType<typeof take>>;
  try {
    taken = await take(method, path, body);
  } catch (error) {
    throw new Problem(0, say(isFull(error) ? 'pocket.full' : 'pocket.failed'));
  }
  if (!taken) throw new Problem(0, say('pocket.needsHome'));
  return { answer: { fact: null, ...taken } };
}
