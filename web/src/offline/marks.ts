import type { Beside } from './beside.ts';
import { isConflict, isMissing, type Doc, type Pouch } from './pouch.ts';

/** What a device remembers of its pocket. Milliseconds. */
export type Mark = { madeAt: number; lastSame: number | null; comparedAt: number | null; /** Where the browser had emptied the pocket: until when home had heard of it. */ clearedAfter: number | null };

export const markOf = (beside: Beside): Promise<Mark | undefined> => beside.get<Mark>('mark');

export async function setMark(beside: Beside, change: Partial<Mark>): Promise<Mark> {
  return (await beside.change<Mark>('mark', (before) => ({ ...(before ?? { madeAt: Date.now(), lastSame: null, comparedAt: null, clearedAfter: null }), ...change })))!;
}

/**
 * Home keeps a mark for each signed-in device that has a pocket. A device that has none although its mark is there was emptied by
 * its browser. The cookie outlives that, as browsers count it apart.
 */
type HomeMark = Doc & { at: number };
const markAtHome = (device: string): string => `_local/pocket-${device}`;

export async function lastKnownAtHome(home: Pouch, device: string): Promise<number | undefined> {
  return (await read(home, markAtHome(device)))?.at;
}

export async function markHome(home: Pouch, device: string, at: number): Promise<void> {
  const before = await read(home, markAtHome(device));
  // Another tab that marks at the same time says the same.
  await home.put<HomeMark>({ ...(before ?? { _id: markAtHome(device) }), at }).catch((error: unknown) => { if (!isConflict(error)) throw error; });
}

async function read(home: Pouch, id: string): Promise<HomeMark | undefined> {
  try {
    return await home.get<HomeMark>(id);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
