import { Problem } from '../api/client.ts';
import { t } from '../messages/t.svelte.ts';

export type Toast = { id: number; text: string; bad: boolean; undo?: () => Promise<void> };

const stay = 8000;

/** Short messages at the foot of the page; a change carries its Undo. The newest three are shown. */
class Toasts {
  list = $state.raw<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, number>();

  say(text: string, undo?: () => Promise<void>): void {
    this.#add({ id: this.#next++, text, bad: false, ...(undo ? { undo } : {}) });
  }

  /** Says what went wrong in the server's words where it has some. */
  fail(error: unknown): void {
    const title = error instanceof Problem ? error.message : '';
    const unreachable = error instanceof Problem && error.status === 0;
    this.#add({ id: this.#next++, text: title || t(unreachable ? 'error.unreachable' : 'error.failed'), bad: true });
  }

  async undo(toast: Toast): Promise<void> {
    this.close(toast.id);
    try {
      await toast.undo?.();
      this.say(t('toast.undone'));
    } catch (error) {
      this.fail(error);
    }
  }

  close(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.list = this.list.filter((each) => each.id !== id);
  }

  /** Nobody should lose an Undo while reading it: the clock stops under the pointer or the focus. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  letGo(): void {
    for (const { id } of this.list) this.#expire(id);
  }

  #add(toast: Toast): void {
    this.list = [...this.list.slice(-2), toast];
    this.#expire(toast.id);
  }

  #expire(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, window.setTimeout(() => this.close(id), stay));
  }
}

export const toasts = new Toasts();
