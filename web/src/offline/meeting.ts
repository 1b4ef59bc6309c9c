import type { LedgerOf } from './ledger.ts';
import { isMissing, type Doc, type Pouch } from './pouch.ts';

/** One database of the pocket and its side at home. */
export type Pair = { here: Pouch; home: Pouch; ledger: LedgerOf };

/** Sends, then reads: what home puts over a change of ours arrives with the same run. @returns whether anything came */
export async function meet({ here, home, ledger }: Pair): Promise<boolean> {
  const sent = await here.replicate.to(home, { batch_size: 100 });
  const came = await here.replicate.from(home, { batch_size: 300 });
  if (sent.doc_write_failures > 0) throw Object.assign(new Error('not written at home'), { failures: sent.doc_write_failures });
  await confirm({ here, home, ledger });
  return came.docs_written > 0;
}

/** A change is home when home has each of its revisions. What a replication counted is no proof of that. */
async function confirm({ here, home, ledger }: Pair): Promise<void> {
  const waiting = await ledger.all();
  if (waiting.length === 0) return;
  const asked: Record<string, string[]> = {};
  const nothing: string[] = [];
  for (const entry of waiting) {
    const revisions = await leaves(here, entry.id);
    if (revisions.length === 0 || (revisions.length === 1 && revisions[0] === entry.from)) nothing.push(entry.id);
    else asked[entry.id] = revisions;
  }
  const lacks = await home.revsDiff(asked);
  await ledger.settle([...nothing, ...Object.keys(asked).filter((id) => !lacks[id])]);
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
  await here.replicate.from(home, { batch_size: 300, since: 0, checkpoint: false });
};
