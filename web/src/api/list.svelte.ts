import { untrack } from 'svelte';
import { address, get, Problem, type Query } from './client.ts';

/** A list that comes in portions of fifty: `first` is the newest answer's extra facts, `items` all portions so far. */
export class Portions<T, A extends { items: T[]; total: number }> {
  items = $state.raw<T[]>([]);
  first = $state.raw<A | undefined>();
  problem = $state.raw<Problem | undefined>();
  loading = $state(false);
  #path = '';
  #query: Query = {};
  #abort: AbortController | undefined;

  get more(): boolean {
    return this.first !== undefined && this.items.length < this.first.total;
  }

  load(path: string, query: Query): void {
    untrack(() => {
      this.#path = path;
      this.#query = query;
      void this.#ask(0, Math.max(50, this.items.length));
    });
  }

  next = (): Promise<void> => this.#ask(this.items.length, 50);
  again = (): Promise<void> => this.#ask(0, 50);

  async #ask(skip: number, limit: number): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.loading = true;
    this.problem = undefined;
    try {
      const answer = await get<A>(address(this.#path, { ...this.#query, skip, limit: Math.min(limit, 200) }), abort.signal);
      this.items = skip === 0 ? answer.items : [...this.items, ...answer.items];
      this.first = answer;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.problem = error instanceof Problem ? error : new Problem(0, '');
    }
    if (this.#abort === abort) this.loading = false;
  }
}

export type Chained<T> = { items: T[]; /** Only the first portion has to say it. */ total?: number | null; next?: string | null };

/** A list whose portions follow each other by key: whatever comes or goes above, none repeats or skips an entry. */
export class Following<T> {
  items = $state.raw<T[]>([]);
  total = $state.raw<number | undefined>();
  problem = $state.raw<Problem | undefined>();
  loading = $state(false);
  #after = $state.raw<string | null>(null);
  #path = '';
  #query: Query = {};
  #abort: AbortController | undefined;

  get more(): boolean {
    return this.#after !== null;
  }

  /** @param first a first portion that is at hand already */
  load(path: string, query: Query, first?: Chained<T>): void {
    untrack(() => {
      this.#path = path;
      this.#query = query;
      if (first) {
        this.#abort?.abort();
        this.loading = false;
        this.problem = undefined;
        this.#take(first, false);
      } else void this.#ask(null, Math.max(60, this.items.length));
    });
  }

  next = (): Promise<void> => this.#ask(this.#after, 60);
  again = (): Promise<void> => this.#ask(null, 60);

  #take(portion: Chained<T>, behind: boolean): void {
    this.items = behind ? [...this.items, ...portion.items] : portion.items;
    this.total = portion.total ?? this.total;
    this.#after = portion.next ?? null;
  }

  async #ask(after: string | null, limit: number): Promise<void> {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    this.loading = true;
    this.problem = undefined;
    try {
      const portion = await get<Chained<T>>(address(this.#path, { ...this.#query, after, limit: Math.min(limit, 200) }), abort.signal);
      if (!abort.signal.aborted) this.#take(portion, after !== null);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.problem = error instanceof Problem ? error : new Problem(0, '');
    }
    if (this.#abort === abort) this.loading = false;
  }
}
