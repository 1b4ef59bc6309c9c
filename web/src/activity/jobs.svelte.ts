import { post } from '../api/client.ts';
import type { Job } from '../api/types.ts';

export const isOpen = (job: Job): boolean => job.state === 'running' || job.state === 'queued';

type Ended = (job: Job) => void;

/** Everything long that the server is doing, live. One stream serves all pages; the browser reconnects by itself. */
class Jobs {
  /** By id, as text: the stream and the answers may spell numbers differently. */
  list = $state.raw<ReadonlyMap<string, Job>>(new Map());
  #stream: EventSource | undefined;
  #waiting = new Map<string, Ended>();

  get open(): Job[] {
    return [...this.list.values()].filter(isOpen);
  }

  find(id: string | number | null | undefined): Job | undefined {
    return id == null ? undefined : this.list.get(String(id));
  }

  listen(): void {
    if (this.#stream) return;
    this.#stream = new EventSource('/api/v1/jobs/events');
    this.#stream.addEventListener('job', (event) => this.take(JSON.parse((event as MessageEvent<string>).data) as Job));
  }

  stop(): void {
    this.#stream?.close();
    this.#stream = undefined;
    this.list = new Map();
  }

  take(job: Job): void {
    const id = String(job.id);
    this.list = new Map(this.list).set(id, job);
    if (isOpen(job)) return;
    const ended = this.#waiting.get(id);
    this.#waiting.delete(id);
    ended?.(job);
  }

  /** Calls back once when the job is over; at once when it already is. */
  whenOver(id: string | number, ended: Ended): void {
    const job = this.find(id);
    if (job && !isOpen(job)) ended(job);
    else this.#waiting.set(String(id), ended);
  }

  cancel = (job: Job): Promise<void> => post(`/jobs/${job.id}/cancel`);
}

export const jobs = new Jobs();
