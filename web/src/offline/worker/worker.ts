import type { WorkerScope } from './scope.ts';
import { cacheOf, fileFor, outdated, type Shell, type ShellFile } from './shell.ts';

/** The service worker: keeps the files of the app, so that it opens without a connection. It never sees what the API says. */
declare const self: WorkerScope;
/** Written by the build (see shell-list.ts): every file of this version. */
declare const __SHELL__: Shell;

const shell: Shell = __SHELL__;

/** A file whose name carries its hash is the same in every version, so it is taken over where it is kept already. */
async function fill(cache: Cache, file: ShellFile): Promise<void> {
  const kept = file.integrity ? undefined : await caches.match(file.path);
  const answer = kept ?? await fetch(new Request(file.path, { cache: 'no-cache', ...(file.integrity ? { integrity: file.integrity } : {}) }));
  if (!answer.ok) throw new Error(`${file.path} was answered with ${answer.status}`);
  await cache.put(file.path, answer);
}

self.addEventListener('install', (event) => {
  // One file that is missing or of another version fails the whole: half a version is none.
  event.waitUntil(caches.open(cacheOf(shell.version)).then((cache) => Promise.all(shell.files.map((file) => fill(cache, file)))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil((async () => {
    for (const name of outdated(await caches.keys(), shell.version)) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  const file = fileFor(shell, { path: pathname, method: request.method, navigates: request.mode === 'navigate', sameOrigin: origin === self.location.origin });
  if (file) event.respondWith(answer(file, request));
});

async function answer(file: string, request: Request): Promise<Response> {
  const ours = await (await caches.open(cacheOf(shell.version))).match(file);
  return ours ?? await caches.match(file) ?? fetch(request);
}

// A new version waits until the page says that nothing is being written.
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});
