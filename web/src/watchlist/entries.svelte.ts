import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { address, get, Problem, type Query } from '../api/client.ts';
import { recall, remember } from '../api/remembered.ts';
import type { WatchlistEntry, WatchlistPlaces, WatchlistPortion } from '../api/types.ts';

/** Entries a request. */
const portion = 60;
/** Portions kept around those that are seen; those farther away are asked for again. */
const kept = 12;

type Known = { total: number; places: readonly string[]; start: WatchlistEntry[] };

/**
 * A watchlist of any length: the number of entries, the places where its portions begin, and the portions near the one that
 * is seen. Each portion is asked for by its own key, so a jump into the middle asks for nothing else.
 */
export class Entries {
  total = $state<number | undefined>();
  problem = $state.raw<Problem | undefined>();
  #portions = new SvelteMap<number, WatchlistEntry[]>();
  #places: readonly string[] | undefined;
  #asking = new Set<number>();
  #query: Query = {};
  #key = '';
  #abort = new AbortController();
  #seen: readonly [first: number, last: number] = [0, 0];

  /** Another order or filter starts anew; the same again (something was changed) replaces what is shown when the answer is there. */
  load(query: Query): void {
    untrack(() => {
      const key = address('/watchlist', query);
      this.#abort.abort();
      this.#abort = new AbortController();
      this.#asking.clear();
      this.#query = query;
      this.problem = undefined;
      if (key !== this.#key) {
        this.#key = key;
        this.#portions.clear();
        const known = recall<Known>(key);
        this.total = known?.total;
        this.#places = known?.places;
        if (known) this.#portions.set(0, known.start);
      }
      void this.#start(this.#abort.signal);
    });
  }

  again = (): void => this.load(this.#query);

  item(at: number): WatchlistEntry | undefined {
    return this.#portions.get(Math.floor(at / portion))?.[at % portion];
  }

  /** Called with what is drawn; asks for what of it is missing. */
  need(first: number, last: number): void {
    untrack(() => {
      this.#seen = [first, last];
      for (let page = Math.floor(first / portion); page * portion < last; page++) {
        if (!this.#portions.has(page)) void this.#ask(page, this.#abort.signal);
      }
    });
  }

  /** The first portion says how many there are; longer lists then say where their portions begin. */
  async #start(signal: AbortSignal): Promise<void> {
    try {
      const answer = await get<WatchlistPortion>(address('/watchlist', { ...this.#query, limit: portion }), signal);
      this.#portions.set(0, answer.items);
      this.total = answer.total ?? answer.items.length;
      if (!answer.next) {
        this.#places = [];
      } else {
        const { total, places } = await get<WatchlistPlaces>(address('/watchlist/places', { ...this.#query, every: portion }), signal);
        this.#places = places;
        this.total = total;
      }
      remember(this.#key, { total: this.total, places: this.#places ?? [], start: answer.items } satisfies Known);
      this.#refresh(signal);
    } catch (error) {
      this.#failed(error, signal);
    }
  }

  /** Portions that were read before the change are read again where they are seen, and forgotten elsewhere. */
  #refresh(signal: AbortSignal): void {
    const [first, last] = this.#seen;
    for (const page of [...this.#portions.keys()]) {
      if (page === 0) continue;
      if ((page + 1) * portion <= first || page * portion >= last) this.#portions.delete(page);
    }
    for (let page = Math.floor(first / portion); page * portion < last; page++) if (page > 0) void this.#ask(page, signal);
  }

  async #ask(page: number, signal: AbortSignal): Promise<void> {
    const after = this.#places?.[page - 1];
    if (page === 0 || after === undefined || this.#asking.has(page)) return;
    this.#asking.add(page);
    try {
      const answer = await get<WatchlistPortion>(address('/watchlist', { ...this.#query, after, limit: portion }), signal);
      this.#portions.set(page, answer.items);
      this.#forgetFar(page);
    } catch (error) {
      this.#failed(error, signal);
    }
    if (!signal.aborted) this.#asking.delete(page);
  }

  #forgetFar(near: number): void {
    if (this.#portions.size <= kept) return;
    for (const page of [...this.#portions.keys()]) if (page > 0 && Math.abs(page - near) > kept / 2) this.#portions.delete(page);
  }

  #failed(error: unknown, signal: AbortSignal): void {
    if (!signal.aborted) this.problem = error instanceof Problem ? error : new Problem(0, '');
  }
}
