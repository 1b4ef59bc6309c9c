/** One file of the app. Files without a content hash in their name carry the hash of what this version's must hold. */
export type ShellFile = { path: string; integrity?: string };
export type Shell = { version: string; files: readonly ShellFile[] };

const prefix = 'shell-';

export const cacheOf = (version: string): string => prefix + version;

/** Addresses that the server answers itself; nothing of them is ever kept by the worker. */
const ofServer = /^\/(api|link|openapi|health|sync|trust)(\/|$)/;

export type Wanted = { path: string; method: string; navigates: boolean; sameOrigin: boolean };

/** The file that answers a request, or nothing: then the worker stays out of it and the browser asks the server. */
export function fileFor(shell: Shell, { path, method, navigates, sameOrigin }: Wanted): string | undefined {
  if (method !== 'GET' || !sameOrigin || ofServer.test(path)) return undefined;
  if (navigates) return '/index.html';
  return shell.files.some((file) => file.path === path) || path.startsWith('/assets/') ? path : undefined;
}

/** Tabs that still show the version before need its files: of the older shells the newest stays. */
export const outdated = (caches: readonly string[], current: string): string[] =>
  caches.filter((name) => name.startsWith(prefix) && name !== cacheOf(current)).slice(0, -1);
