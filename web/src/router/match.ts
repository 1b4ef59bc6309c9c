/** Finds the page of an address. Patterns are plain: `/title/:id` takes one segment, and a trailing slash does not matter. */
export type Match<P> = { page: P; params: Record<string, string> };

export function match<P>(routes: readonly (readonly [pattern: string, page: P])[], path: string): Match<P> | undefined {
  const parts = segments(path);
  for (const [pattern, page] of routes) {
    const wanted = segments(pattern);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((name, at) => {
      const part = parts[at] ?? '';
      if (!name.startsWith(':')) return name === part;
      params[name.slice(1)] = decode(part);
      return true;
    });
    if (fits) return { page, params };
  }
  return undefined;
}

const segments = (path: string): string[] => path.split('/').filter((part) => part !== '');

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where to go after signing in: only a path of ours, never another host. */
export function localPath(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) && !wanted.startsWith('/sign-in') ? wanted : '/';
}

/** An address of our own pages, as opposed to one the server answers itself. */
export const isPage = (path: string): boolean => !/^\/trust\/|^\/(api|link|openapi|health|assets|sync)(\/|$)/.test(path);
