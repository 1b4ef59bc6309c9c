import { isConflict, isMissing, type Doc, type Pouch } from './pouch.ts';

/** What a device remembers of its pocket, beside the documents. Milliseconds. */
export type Mark = { madeAt: number; lastSame: number | null; comparedAt: number | null; /** Where the browser had emptied the pocket: until when home had heard of it. */ clearedAfter: number | null };
type Marked = Doc & Mark;

const here = '_local/pocket';

export async function markOf(database: Pouch): Promise<Mark | undefined> {
  return get<Marked>(database, here);
}

export async function setMark(database: Pouch, change: Partial<Mark>): Promise<Mark> {
  const before = (await get<Marked>(database, here)) ?? { _id: here, madeAt: Date.now(), lastSame: null, comparedAt: null, clearedAfter: null };
  const mark = { ...before, ...change };
  await put(database, mark);
  return mark;
}

/**
 * Home keeps a mark for each signed-in device that has a pocket. A device that has none although its mark is there was emptied by
 * its browser. The cookie outlives that, as browsers count it apart.
 */
const markAtHome = (device: string): string => `_local/pocket-${device}`;

export async function lastKnownAtHome(home: Pouch, device: string): Promise<number | undefined> {
  return (await get<Doc & { at: number }>(home, markAtHome(device)))?.at;
}

export async function markHome(home: Pouch, device: string, at: number): Promise<void> {
  const before = await get<Doc & { at: number }>(home, markAtHome(device));
  await put<Doc & { at: number }>(home, { ...(before ?? { _id: markAtHome(device) }), at });
}

async function get<D extends Doc>(database: Pouch, id: string): Promise<D | undefined> {
  try {
    return await database.get<D>(id);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Another tab that marks at the same time says the same. */
async function put<D extends Doc>(database: Pouch, document: D): Promise<void> {
  await database.put(document).catch((error: unknown) => { if (!isConflict(error)) throw error; });
}
