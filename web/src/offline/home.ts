import { csrfToken } from '../api/client.ts';
import { here } from './contact.svelte.ts';
import { atHome, type Pouch } from './pouch.ts';

/** Home refused; what it said stands in CouchDB's form. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

/** The last refusal of a run: PouchDB wraps what it was answered, so it is kept at the door. */
export type Door = { pouch: Pouch; refused: () => Refused | undefined };

/** Home's side of a database: by the cookie of the session, and with its token where something is written. It is told what this device's clock shows, and corrects what was decided by it. */
export function door(name: string): Door {
  let refused: Refused | undefined;
  const pouch = atHome(name, async (address, options) => {
    const headers = new Headers(options.headers);
    if (options.method && options.method !== 'GET') headers.set('x-csrf-token', csrfToken());
    headers.set('x-marquee-time', new Date().toISOString());
    let answer: Response;
    try {
      answer = await fetch(address, { ...options, headers, credentials: 'same-origin' });
    } catch (error) {
      here.heard(0);
      throw error;
    }
    const silent = [502, 503, 504].includes(answer.status);
    here.heard(silent ? 0 : answer.status);
    if (answer.status === 401) here.hear({ is: 'signedOut' });
    // A checkpoint or a marker that is not there yet is no refusal.
    const ordinary = answer.ok || silent || (answer.status === 404 && /\/_local\//.test(address)) || answer.status === 409;
    if (!ordinary) refused = new Refused(answer.status, await reasonOf(answer.clone()));
    return answer;
  });
  return { pouch, refused: () => { const said = refused; refused = undefined; return said; } };
}

const reasonOf = (answer: Response): Promise<string> =>
  answer.json().then((said: { reason?: string; title?: string }) => said.reason ?? said.title ?? '', () => '');
