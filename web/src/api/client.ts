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

  /** Nobody answered: there is no network, or only a proxy spoke; the house itself gives its problems a code. */
  get isSilence(): boolean {
    return this.status === 0 || ([502, 503, 504].includes(this.status) && this.code === undefined);
  }
}

export type Query = Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>;

let csrf = '';
let onSignedOut: () => void = () => undefined;
let standby: Standby | undefined;
let listener: (status: number) => void = () => undefined;
let prepare: () => Promise<void> | undefined = () => undefined;

/** Answers in the server's place while it cannot be reached; undefined when it has no answer either. */
export type Standby = (method: string, path: string, body: unknown) => Promise<{ answer: unknown } | undefined>;

/** Changes that are on their way, to the server or onto this device; a page that must not lose one waits for them. */
export const writes = {
  open: new Set<Promise<unknown>>(),
  settled: async (): Promise<void> => { while (writes.open.size > 0) await Promise.allSettled(writes.open); },
};

export const setCsrf = (token: string): void => { csrf = token; };
export const csrfToken = (): string => csrf;

/** Called before each change: a session that was only remembered has no token yet. */
export const beforeWriting = (action: () => Promise<void> | undefined): void => { prepare = action; };

/** @param answers stands in for a server that is silent @param heard is told the status of each answer, 0 for none */
export function whenUnreachable(answers: Standby, heard: (status: number) => void): void {
  standby = answers;
  listener = heard;
}

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
    return unanswered<T>(method, path, body, new Problem(0, ''));
  }
  if (!answer.ok) {
    const problem = await problemOf(answer);
    if (problem.isSilence) return unanswered<T>(method, path, body, problem);
    listener(problem.status);
    if (problem.status === 401 && path !== '/session') onSignedOut();
    throw problem;
  }
  listener(answer.status);
  if (answer.status === 204) return undefined as T;
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

async function unanswered<T>(method: string, path: string, body: unknown, problem: Problem): Promise<T> {
  listener(0);
  const kept = await standby?.(method, path, body);
  if (!kept) throw problem;
  return kept.answer as T;
}

function write<T>(method: string, path: string, body?: unknown): Promise<T> {
  const asked = Promise.resolve(prepare()).then(() => ask<T>(method, path, body));
  writes.open.add(asked);
  const over = (): void => { writes.open.delete(asked); };
  asked.then(over, over);
  return asked;
}

export const get = <T>(path: string, signal?: AbortSignal): Promise<T> => ask<T>('GET', path, undefined, signal);
export const post = <T>(path: string, body?: unknown): Promise<T> => write<T>('POST', path, body);
export const put = <T>(path: string, body?: unknown): Promise<T> => write<T>('PUT', path, body);
export const remove = <T>(path: string): Promise<T> => write<T>('DELETE', path);
