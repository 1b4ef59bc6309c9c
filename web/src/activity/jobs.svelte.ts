import { untrack } from 'svelte';
import { get, post } from '../api/client.ts';
import type { Job } from '../api/types.ts';

export const isOpen = (job: Job): boolean => job.state === 'running' || job.state === 'queued';

type Ended = (job: Job) => void;

/**
 * Everything long that the server is doing. Over HTTP/1.1 a browser keeps six connections to a server for all its tabs
 * together, so the stream of changes is open only in a tab that is seen, and only while a job is open or a page watches;
 * a tab that comes to the front asks once what has become of things.
 */
class Jobs {
  /** By id, as text: the stream and the answers may spell numbers differently. */
  list = $state.raw<ReadonlyMap<string, Job>>(new Map());
  #stream: EventSource | undefined;
  #signedIn = false;
  #watching = new Set<symbol>();
  #waiting = new Map<string, Ended>();

  get open(): Job[] {
    return [...this.list.values()].filter(isOpen);
  }

  find(id: string | number | null | undefined): Job | undefined {
    return id == null ? undefined : this.list.get(String(id));
  }

  listen(): void {
    if (this.#signedIn) return;
    this.#signedIn = true;
    document.addEventListener('visibilitychange', this.#look);
    window.addEventListener('focus', this.#look);
    untrack(this.#look);
  }

  stop(): void {
    this.#signedIn = false;
    document.removeEventListener('visibilitychange', this.#look);
    window.removeEventListener('focus', this.#look);
    this.list = new Map();
    this.#follow();
  }

  /** For pages that show jobs: every change is heard until the returned function is called. */
  watch = (): (() => void) => {
    const page = Symbol();
    this.#watching.add(page);
    this.#follow();
    return () => {
      this.#watching.delete(page);
      this.#follow();
    };
  };

  take(job: Job): void {
    const id = String(job.id);
    this.list = new Map(this.list).set(id, job);
    if (!isOpen(job)) {
      const ended = this.#waiting.get(id);
      this.#waiting.delete(id);
      ended?.(job);
    }
    this.#follow();
  }

  /** Calls back once when the job is over; at once when it already is. */
  whenOver(id: string | number, ended: Ended): void {
    const job = this.find(id);
    if (job && !isOpen(job)) ended(job);
    else this.#waiting.set(String(id), ended);
    this.#follow();
  }

  cancel = (job: Job): Promise<void> => post(`/jobs/${job.id}/cancel`);

  #look = (): void => {
    this.#follow();
    if (document.hidden) return;
    // Nobody asked for this, so a failure is no news; the next look tries again.
    get<Job[]>('/jobs').then((now) => {
      if (!this.#signedIn) return;
      for (const job of now) if (isOpen(job) || this.list.has(String(job.id)) || this.#waiting.has(String(job.id))) this.take(job);
    }, () => undefined);
  };

  #follow(): void {
    const needed = this.#signedIn && !document.hidden && (this.#watching.size > 0 || this.#waiting.size > 0 || this.open.length > 0);
    if (needed && !this.#stream) {
      this.#stream = new EventSource('/api/v1/jobs/events');
      this.#stream.addEventListener('job', (event) => this.take(JSON.parse((event as MessageEvent<string>).data) as Job));
    } else if (!needed && this.#stream) {
      this.#stream.close();
      this.#stream = undefined;
    }
  }
}

export const jobs = new Jobs();
