import { untrack } from 'svelte';
import { get, Problem } from './client.ts';
import { recall, remember } from './remembered.ts';

/** One answer of the server as a page needs it: at first nothing (skeleton), then data or a problem that can be tried again. */
export class Resource<T> {
  data = $state.raw<T | undefined>();
  problem = $state.raw<Problem | undefined>();
  loading = $state(false);
  #path = '';
  #abort: AbortController | undefined;

  /** Asks for `path`; an answer of this visit shows at once and is replaced when the new one comes. */
  load(path: string): void {
    untrack(() => {
      if (path !== this.#path) this.data = recall<T>(path) ?? this.data;
      this.#path = path;
      void this.reload();
    });
  }

  /** Drops what is shown first, for a page that changes its subject (another title, another person). */
  loadFresh(path: string): void {
    untrack(() => {
      if (path !== this.#path) this.data = undefined;
      this.load(path);
    });
  }

  reload = async (): Promise<void> => {
    this.#abort?.abort();
    const abort = (this.#abort = new AbortController());
    const path = this.#path;
    this.loading = true;
    this.problem = undefined;
    try {
      const answer = await get<T>(path, abort.signal);
      if (abort.signal.aborted) return;
      remember(path, answer);
      this.data = answer;
    } catch (error) {
      if (abort.signal.aborted) return;
      this.problem = error instanceof Problem ? error : new Problem(0, '');
    }
    this.loading = false;
  };

  stop(): void {
    this.#abort?.abort();
  }
}
