/**
 * Whether this device and home are in touch, and what waits. It is told real answers, real silences and the browser's own
 * word; what a replication calls "paused" says nothing about a connection and is not asked.
 */
export type Contact = {
  /** The browser's word: false is certain, true only means that there is some network. */
  network: boolean;
  /** The last answer or silence of the server; null before the first. */
  answers: boolean | null;
  /** When the server answered last, in milliseconds; null: not since this device keeps a pocket. */
  lastAnswer: number | null;
  /** When both sides last were the same. */
  lastSame: number | null;
  syncing: boolean;
  /** Changes that are written here and that home has not confirmed. */
  waiting: number;
  storage: Storage;
  /** The server no longer knows the session: what waits goes on waiting until the member signs in again. */
  signedOut: boolean;
  /** What the last attempt to sync failed with, other than silence. */
  failure: string | null;
};
/** `unknown` until it was tried; `missing`: this browser keeps nothing (private mode, switched off); `full`: nothing more fits. */
export type Storage = 'unknown' | 'kept' | 'full' | 'missing';

export type Happening =
  | { is: 'network'; on: boolean }
  | { is: 'answer'; at: number }
  | { is: 'silence' }
  | { is: 'signedIn' } | { is: 'signedOut' }
  | { is: 'syncing' }
  | { is: 'same'; at: number }
  | { is: 'failed'; why: string | null }
  | { is: 'waiting'; count: number }
  | { is: 'storage'; storage: Storage }
  | { is: 'remembered'; lastAnswer: number | null; lastSame: number | null };

export const atFirst = (network: boolean): Contact => ({
  network, answers: null, lastAnswer: null, lastSame: null, syncing: false, waiting: 0, storage: 'unknown', signedOut: false, failure: null,
});

export function after(now: Contact, event: Happening): Contact {
  switch (event.is) {
    // A network that comes back has proven nothing yet; one that goes takes every doubt away.
    case 'network': return { ...now, network: event.on, answers: event.on ? null : false, syncing: event.on && now.syncing };
    case 'answer': return { ...now, network: true, answers: true, lastAnswer: event.at };
    case 'silence': return { ...now, answers: false };
    case 'signedIn': return { ...now, signedOut: false };
    case 'signedOut': return { ...now, signedOut: true, syncing: false };
    case 'syncing': return { ...now, syncing: true };
    case 'same': return { ...now, syncing: false, failure: null, lastSame: event.at };
    case 'failed': return { ...now, syncing: false, failure: event.why };
    case 'waiting': return { ...now, waiting: event.count };
    case 'storage': return { ...now, storage: event.storage };
    case 'remembered': return { ...now, lastAnswer: now.lastAnswer ?? event.lastAnswer, lastSame: now.lastSame ?? event.lastSame };
  }
}

/** The one thing to say; what a person has to act on comes before what passes by itself. */
export type Situation = 'signedOut' | 'full' | 'away' | 'missing' | 'syncing' | 'failing' | 'waiting' | 'unknown' | 'same';

export const isAway = (now: Contact): boolean => !now.network || now.answers === false;

export function situation(now: Contact): Situation {
  if (now.signedOut) return 'signedOut';
  if (now.storage === 'full') return 'full';
  if (isAway(now)) return 'away';
  if (now.storage === 'missing') return 'missing';
  if (now.syncing) return 'syncing';
  if (now.failure !== null) return 'failing';
  if (now.waiting > 0) return 'waiting';
  return now.answers === null || now.lastSame === null ? 'unknown' : 'same';
}
