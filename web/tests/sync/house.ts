import { remote, type Pouch } from './pouch.ts';

const server = new URL(process.env['MARQUEE_SYNC'] ?? '');

/** Asks the house itself, as the one whose key it is. */
export async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const init = { method, headers: { Authorization: `Bearer ${server.password}`, 'Content-Type': 'application/json' }, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await fetch(`${server.origin}/api/v1${path}`, init);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.text().then((text) => (text ? JSON.parse(text) : undefined))) as T;
}

/** The name of the database of whose key it is. */
export const own = async (): Promise<string> => `member-${(await ask<{ member: { id: number } }>('GET', '/session')).member.id}`;

/** The same as PouchDB sees it; `fetch` may fail some requests on their way. */
export const home = async (fetch?: Parameters<typeof remote>[1]): Promise<Pouch> => remote(await own(), fetch).db;

let taken = 0;

/** Titles that no other test has used. */
export async function titles(count: number): Promise<string[]> {
  const { items } = await ask<{ items: { id: string }[] }>('GET', `/browse?kind=movie&limit=${taken + count}`);
  const some = items.slice(taken, (taken += count)).map((title) => title.id);
  if (some.length < count) throw new Error(`there are no ${count} more titles`);
  return some;
}
