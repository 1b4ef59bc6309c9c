/** What of a service worker's world we use; TypeScript's library for it cannot be loaded beside the one of pages. */
export type Waiting = Event & { waitUntil(work: Promise<unknown>): void };
export type Asked = Waiting & { request: Request; respondWith(answer: Promise<Response>): void };
export type Told = Waiting & { data: unknown };

export type WorkerScope = {
  location: Location;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
};
