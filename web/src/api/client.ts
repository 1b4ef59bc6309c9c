/** The one door to the server: JSON in and out, the CSRF header on every change, problems as one error type. */

/** What the server answered when it did not do what was asked. `title` is a sentence a person can act on. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string | undefined;
  readonly fields: Record<string, string[]>;
  /** What happened, for programs: `access.member.lastHost`. */
  readonly code: string | undefined;

  constructor(status: number, title: string, detail?: string, fields: Record<string, string[]> = {}, code?: string) {
    super(title);
    this.status = status;
    this.detail = detail;
    this.fields = fields;
    this.code = code;
  }
}

export type Query = Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>;

let csrf = '';
let onSignedOut: () => void = () => undefined;

export const setCsrf = (token: string): void => { csrf = token; };

/** Called when the server no longer knows the session; the shell goes to the sign-in page. */
export const whenSignedOut = (action: () => void): void => { onSignedOut = action; };

/** Writes a query in the order given; empty values are left out, lists repeat their name. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function problemOf(answer: Response): Promise<Problem> {
  const body: { title?: string; detail?: string; errors?: Record<string, string[]>; code?: string } =
    await answer.json().then((value: unknown) => (value ?? {}) as object, () => ({}));
  const first = Object.values(body.errors ?? {})[0]?.[0];
  return new Problem(answer.status, first ?? body.title ?? '', body.detail, body.errors, body.code);
}

async function ask<T>(method: string, path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['x-csrf-token'] = csrf;
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  let answer: Response;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      headers,
      signal: signal ?? null,
      credentials: 'same-origin',
      body: body === undefined ? null : form ? body : JSON.stringify(body),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Problem(0, '');
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (problem.status === 401 && path !== '/session') onSignedOut();
    throw problem;
  }
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>('GET', path, undefined, signal);
export const post = <T>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, body);
export const put = <T>(path: string, body?: unknown): Promise<T> => ask<T>('PUT', path, body);
export const remove = <T>(path: string): Promise<T> => ask<T>('DELETE', path, undefined);
