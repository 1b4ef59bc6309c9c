import { isConflict, isMissing, type Doc, type Pouch } from './pouch.ts';
import type { About } from './documents.ts';

/** One document that this device wrote and that home has not confirmed. */
export type Entry = {
  /** What was done, the latest last: keys of the texts under `queue`. */
  did: string[]; at: string;
  /** The revision before the first of them; null for a new document. */
  from: string | null;
  name: string;
  /** For a title that the pocket did not have: what the page knew of it. */
  about?: About;
};
export type Waiting = Entry & { id: string };
type Ledger = Doc & { entries: Record<string, Entry> };

const id = '_local/waiting';

/**
 * What waits, kept beside the documents it is about. An entry is written before its document and goes only when home says that it
 * has the revision: whatever dies in between, an entry may stand for nothing, but no unsent change is without one.
 */
export class LedgerOf {
  readonly #database: Pouch;

  constructor(database: Pouch) {
    this.#database = database;
  }

  async all(): Promise<Waiting[]> {
    const { entries } = await this.#read();
    return Object.entries(entries).map(([document, entry]) => ({ ...entry, id: document })).sort((a, b) => a.at.localeCompare(b.at));
  }

  expect(document: string, did: string, entry: Omit<Entry, 'did'>): Promise<void> {
    return this.#change((entries) => {
      const { [document]: before, ...others } = entries;
      return { ...others, [document]: { ...entry, ...(before ? { from: before.from, about: before.about ?? entry.about } : {}), did: [...(before?.did ?? []).filter((each) => each !== did), did] } };
    });
  }

  settle(documents: readonly string[]): Promise<void> {
    return documents.length === 0 ? Promise.resolve() : this.#change((entries) => Object.fromEntries(Object.entries(entries).filter(([document]) => !documents.includes(document))));
  }

  async #read(): Promise<Ledger> {
    try {
      return await this.#database.get<Ledger>(id);
    } catch (error) {
      if (!isMissing(error)) throw error;
      return { _id: id, entries: {} };
    }
  }

  /** Another tab may write at the same time; then it is read again. */
  async #change(change: (entries: Ledger['entries']) => Ledger['entries']): Promise<void> {
    for (;;) {
      const ledger = await this.#read();
      try {
        await this.#database.put({ ...ledger, entries: change(ledger.entries) });
        return;
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
    }
  }
}
