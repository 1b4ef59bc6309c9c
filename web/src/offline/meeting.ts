import type { Ledger } from './ledger.ts';
import { isMissing, type Doc, type Pouch, type Running } from './pouch.ts';

/** One database of the pocket and its side at home. */
export type Pair = { here: Pouch; home: Pouch; ledger: Ledger };

/** Sends, then reads: what home puts over a change of ours arrives with the same run. @returns whether anything came */
export async function meet({ here, home, ledger }: Pair): Promise<boolean> {
  const sent = await moving(here.replicate.to(home, { batch_size: 100 }));
  const came = await moving(here.replicate.from(home, { batch_size: 300 }));
  if (sent.doc_write_failures > 0) throw Object.assign(new Error('not written at home'), { failures: sent.doc_write_failures });
  await confirm({ here, home, ledger });
  return came.docs_written > 0;
}

/** Longest time without a batch, in milliseconds. PouchDB 9 never ends a run whose checkpoint the browser has no room for. */
const patience = 90_000;

function moving<T>(run: Running<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer = 0;
    const wait = (): void => {
      clearTimeout(timer);
      timer = window.setTimeout(() => { run.cancel(); reject(new Error('stalled')); }, patience);
    };
    wait();
    run.on('change', wait);
    run.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** A change is home when home has each of its revisions. What a replication counted is no proof of that. */
async function confirm({ here, home, ledger }: Pair): Promise<void> {
  const waiting = await ledger.all();
  if (waiting.length === 0) return;
  const asked: Record<string, string[]> = {};
  for (const { id, from } of waiting) {
    const revisions = await leaves(here, id);
    // An entry whose document was never written stands for nothing.
    if (revisions.some((revision) => revision !== from)) asked[id] = revisions;
  }
  const lacks = await home.revsDiff(asked);
  for (const { id, at } of waiting) if (!lacks[id]) await ledger.settle(id, at);
}

async function leaves(here: Pouch, id: string): Promise<string[]> {
  try {
    const document = await here.get<Doc>(id, { conflicts: true });
    return [document._rev!, ...(document._conflicts ?? [])];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export type Difference = { /** Home has them, or another revision of them. */ lacking: string[]; /** Home has no such document. */ extra: string[] };

/** Both sides document by document, without what waits. PouchDB 9 can pass a document over and still write its checkpoint. */
export async function compare({ here, home, ledger }: Pair): Promise<Difference> {
  const [ours, theirs, waiting] = await Promise.all([revisions(here), revisions(home), ledger.all()]);
  for (const { id } of waiting) {
    ours.delete(id);
    theirs.delete(id);
  }
  return {
    lacking: [...theirs].filter(([id, revision]) => ours.get(id) !== revision).map(([id]) => id),
    extra: [...ours.keys()].filter((id) => !theirs.has(id)),
  };
}

async function revisions(of: Pouch): Promise<Map<string, string>> {
  return new Map((await of.allDocs()).rows.map((row) => [row.id, row.value.rev]));
}

/** Reads everything that home has, whatever a checkpoint says. */
export const readAll = async ({ here, home }: Pair): Promise<void> => {
  await moving(here.replicate.from(home, { batch_size: 300, since: 0, checkpoint: false }));
};
