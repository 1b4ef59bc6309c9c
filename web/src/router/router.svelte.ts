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
    // A page that is loaded on demand, or a list that measures itself first, is not tall enough at once. Whoever scrolls meanwhile is left alone.
    const path = this.path;
    const until = performance.now() + 1000;
    let set = window.scrollY;
    const again = (): void => {
      if (set >= top - 1 || window.scrollY !== set || this.path !== path || performance.now() > until) return;
      window.scrollTo({ top, behavior: 'instant' });
      set = window.scrollY;
      requestAnimationFrame(again);
    };
    requestAnimationFrame(again);
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
