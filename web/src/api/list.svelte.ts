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
