import { tick } from 'svelte';
import { isPage } from './match.ts';

type Entry = { scroll?: number };

/** The address as state. Pages read `router.path` and `router.query`; links are plain `<a href>`. */
class Router {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  #focusDue = false;

  start(): void {
    history.scrollRestoration = 'manual';
    window.addEventListener('popstate', (event) => {
      this.#read();
      const { scroll } = (event.state ?? {}) as Entry;
      void this.#scrollTo(scroll ?? 0);
    });
    window.addEventListener('scroll', this.#rememberScroll, { passive: true });
    document.addEventListener('click', this.#follow);
  }

  /** Goes to an address of ours. `replace` is for filters that should not fill the history. */
  go(href: string, { replace = false }: { replace?: boolean } = {}): void {
    const from = this.path;
    clearTimeout(this.#timer);
    if (!replace) history.replaceState({ scroll: window.scrollY } satisfies Entry, '');
    history[replace ? 'replaceState' : 'pushState']({}, '', href);
    this.#read();
    if (this.path !== from) void this.#scrollTo(0);
  }

  /** Sets or clears values of the query; the address stays on the page. */
  filter(values: Record<string, string | readonly string[] | null>): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(values)) {
      query.delete(name);
      for (const each of Array.isArray(value) ? value : [value]) if (each) query.append(name, each as string);
    }
    const text = query.toString();
    this.go(text ? `${this.path}?${text}` : this.path, { replace: true });
  }

  /** True once after a change of page: the new heading then takes the focus. */
  takeFocus(): boolean {
    const due = this.#focusDue;
    this.#focusDue = false;
    return due;
  }

  #read(): void {
    if (this.path !== location.pathname) this.#focusDue = true;
    this.path = location.pathname;
    this.query = new URLSearchParams(location.search);
  }

  async #scrollTo(top: number): Promise<void> {
    await tick();
    window.scrollTo({ top, behavior: 'instant' });
    // A page that is loaded on demand, or a list that measures itself first, is not tall enough at once, and the browser goes
    // up when it is short for a moment. Whoever scrolls by hand meanwhile is left alone.
    const path = this.path;
    const until = performance.now() + 1500;
    const byHand = new AbortController();
    for (const name of ['wheel', 'touchmove', 'keydown']) window.addEventListener(name, () => byHand.abort(), { signal: byHand.signal, passive: true });
    let stood = 0;
    const again = (): void => {
      stood = window.scrollY >= top - 1 ? stood + 1 : 0;
      if (byHand.signal.aborted || stood > 10 || this.path !== path || performance.now() > until) return byHand.abort();
      if (stood === 0) window.scrollTo({ top, behavior: 'instant' });
      requestAnimationFrame(again);
    };
    if (top > 0) requestAnimationFrame(again);
    else byHand.abort();
  }

  #timer = 0;
  #rememberScroll = (): void => {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => history.replaceState({ scroll: window.scrollY } satisfies Entry, ''), 120);
  };

  #follow = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin || !isPage(link.pathname)) return;
    if (link.pathname === location.pathname && link.hash) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  };
}

export const router = new Router();
