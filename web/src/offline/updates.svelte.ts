import { writes } from '../api/client.ts';

/** The app on this device and the version that waits to replace it. */
class Updates {
  /** A new version is here and waits for the member's word. */
  ready = $state(false);
  /** The app opens without a connection. */
  works = $state(false);
  #waiting: ServiceWorker | undefined;
  #asked = false;

  /** Registers the worker; browsers without one, or on an insecure address, simply go on needing the server. */
  async begin(): Promise<void> {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    const workers = navigator.serviceWorker;
    // The first worker of a device takes over a page that needs no reload; only a replacement does, and only one that was asked for.
    workers.addEventListener('controllerchange', () => { if (this.#asked) location.reload(); });
    void workers.ready.then(() => { this.works = true; });
    const found = await workers.register('/worker.js', { updateViaCache: 'none' });
    const look = (): void => this.#look(found.waiting);
    look();
    found.addEventListener('updatefound', () => found.installing?.addEventListener('statechange', look));
    const ask = (): void => { if (!document.hidden && navigator.onLine) void found.update().catch(() => undefined); };
    document.addEventListener('visibilitychange', ask);
    setInterval(ask, 3_600_000);
  }

  /** Lets the new version take over once nothing is on its way, neither to the server nor into the pocket. */
  async take(): Promise<void> {
    await writes.settled();
    this.#asked = true;
    this.#waiting?.postMessage('take over');
  }

  #look(waiting: ServiceWorker | null): void {
    if (!waiting || !navigator.serviceWorker.controller) return;
    this.#waiting = waiting;
    this.ready = true;
  }
}

export const updates = new Updates();
