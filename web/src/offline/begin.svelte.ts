import { session } from '../session/session.svelte.ts';
import { revision } from '../titles/mine.svelte.ts';
import { here } from './contact.svelte.ts';
import { addOwner, dropOwner, owners } from './owners.ts';
import { pocket, removeOf, waitingOf } from './pocket.svelte.ts';
import { openPocket } from './standby.ts';
import { say } from './words.ts';

const often = 120_000;
let due = 0;
let running = false;

/** A session that was only remembered is asked for first: without its token home takes nothing. */
async function run(): Promise<void> {
  if (session.borrowed && navigator.onLine) await session.load();
  if (session.state === 'in' && !session.borrowed) await pocket.sync();
}

/** Soon, and once for several reasons at a time. */
function syncSoon(after = 1500): void {
  clearTimeout(due);
  due = window.setTimeout(() => void run(), after);
}

/** Opens the pocket and keeps it in touch with home: now, when the network returns, when the page is looked at, after changes, and now and then. */
export async function begin(): Promise<void> {
  session.pocket = { farewell, left: leavePocket };
  const member = session.member;
  if (!member || !(await openPocket())) return;
  here.hear({ is: 'signedIn' });
  addOwner({ id: member.id, name: member.name });
  await tidy(member.id);
  syncSoon(0);
  if (running) return;
  running = true;
  window.addEventListener('online', () => syncSoon(0));
  document.addEventListener('visibilitychange', () => { if (!document.hidden) syncSoon(0); });
  setInterval(() => { if (!document.hidden || pocket.waiting.length > 0) syncSoon(0); }, often);
  $effect.root(() => {
    $effect(() => { if (revision.value > 0) syncSoon(); });
    // The page asks for itself, and goes to the sign-in when it is so.
    $effect(() => { if (here.now.signedOut) void session.load(); });
    // A server that answers again is asked at once; one that stays silent is asked now and then.
    $effect(() => { if (here.now.answers === true && here.now.waiting > 0) syncSoon(); });
    $effect(() => {
      if (!here.away || !here.now.network) return;
      const knock = setInterval(() => void run(), 15_000);
      return () => clearInterval(knock);
    });
  });
}

/** Pockets of others in this browser go when nothing of theirs waits; else they are shown on the sync page until somebody decides. */
async function tidy(member: number): Promise<void> {
  for (const owner of owners()) {
    if (owner.id === member || (await waitingOf(owner.id)).length > 0) continue;
    await removeOf(owner.id);
    dropOwner(owner.id);
  }
}

/** Why signing out wants a second thought: changes that only this device has. Sends them first where it can. */
async function farewell(): Promise<string> {
  if (pocket.member === undefined) return '';
  if (pocket.waiting.length > 0) await pocket.sync();
  return pocket.waiting.length === 0 ? '' : say('pocket.farewell', { count: pocket.waiting.length });
}

/** @param sure the member wants the pocket gone whatever waits; a session that merely ended keeps what waits */
async function leavePocket(sure: boolean): Promise<void> {
  const { member } = pocket;
  if (member === undefined) return;
  const forget = sure || pocket.waiting.length === 0;
  await pocket.close(forget);
  if (forget) dropOwner(member);
}
