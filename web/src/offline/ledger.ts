import type { Beside } from './beside.ts';
import type { About } from './documents.ts';

/** One document that this device wrote and that home has not confirmed. */
export type Entry = {
  /** What was done, the latest last: keys of the texts under `did`. */
  did: string[]; at: string;
  /** The revision before the first of them; null for a new document. */
  from: string | null;
  name: string;
  /** For a title that the pocket did not have: what the page knew of it. */
  about?: About;
};
export type Waiting = Entry & { id: string };

/**
 * What waits of one database. An entry is written before its document and goes only when home says that it has the revision:
 * whatever dies in between, an entry may stand for nothing, but no unsent change is without one.
 */
export class Ledger {
  readonly #beside: Beside;
  readonly #under: string;

  constructor(beside: Beside, database: string) {
    this.#beside = beside;
    this.#under = `waiting/${database}`;
  }

  async all(): Promise<Waiting[]> {
    return (await this.#beside.all<Entry>(this.#under)).map(([id, entry]) => ({ ...entry, id })).sort((a, b) => a.at.localeCompare(b.at));
  }

  async expect(id: string, did: string, entry: Omit<Entry, 'did'>): Promise<void> {
    await this.#beside.change<Entry>(`${this.#under}/${id}`, (before) => {
      const about = before?.about ?? entry.about;
      return { ...entry, from: before ? before.from : entry.from, ...(about ? { about } : {}), did: [...(before?.did ?? []).filter((each) => each !== did), did] };
    });
  }

  /** @param at of the entry that was looked at: a newer change of the same document goes on waiting */
  async settle(id: string, at: string): Promise<void> {
    await this.#beside.change<Entry>(`${this.#under}/${id}`, (now) => (now && now.at > at ? now : undefined));
  }
}
