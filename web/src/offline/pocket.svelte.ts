import { get } from '../api/client.ts';
import type { Device } from '../api/types.ts';
import { here } from './contact.svelte.ts';
import { Beside } from './beside.ts';
import { Ledger, type Entry, type Waiting } from './ledger.ts';
import { door, type Door } from './home.ts';
import { lastKnownAtHome, markHome, markOf, setMark, type Mark } from './marks.ts';
import { compare, meet, readAll, type Pair } from './meeting.ts';
import { isConflict, isFull, open, type Doc, type Pouch } from './pouch.ts';
import { alone, hearTabs, tellTabs } from './tabs.ts';

type Part = Pair & { door: Door; name: string };

const parts = ['mine', 'house'] as const;
const compareEvery = 24 * 3_600_000;
const localName = (member: number, part: string): string => `marquee-${member}-${part}`;

/** The databases of one member in this browser. */
class Pocket {
  member = $state<number | undefined>();
  waiting = $state.raw<Waiting[]>([]);
  mark = $state.raw<Mark | undefined>();
  /** Grows with every change of a document here. */
  version = $state(0);
  #parts: Part[] = [];
  #beside: Beside | undefined;
  #run: Promise<void> | undefined;
  #suspect = false;
  #came: () => void = () => undefined;

  constructor() {
    hearTabs(() => void this.#changed());
  }

  get mine(): Pouch { return this.#part('mine').here; }
  get house(): Pouch { return this.#part('house').here; }

  /** @param came called when a sync brought something @returns whether this browser keeps anything at all */
  async open(member: number, came: () => void): Promise<boolean> {
    if (this.member === member) return true;
    this.#came = came;
    try {
      this.#beside = new Beside(member);
      this.mark = await markOf(this.#beside);
      this.#parts = [this.#make(member, 'mine', `member-${member}`), this.#make(member, 'house', 'household')];
      await this.mine.info();
      this.member = member;
      here.hear({ is: 'storage', storage: 'kept' });
      here.hear({ is: 'remembered', lastAnswer: this.mark?.lastSame ?? null, lastSame: this.mark?.lastSame ?? null });
      await this.#changed();
      return true;
    } catch {
      this.#parts = [];
      here.hear({ is: 'storage', storage: 'missing' });
      return false;
    }
  }

  #make(member: number, part: string, name: string): Part {
    const [pouch, at] = [open(localName(member, part)), door(name)];
    return { name: part, here: pouch, home: at.pouch, ledger: new Ledger(this.#beside!, part), door: at };
  }

  /** PouchDB closes a database whose transaction the browser took back, and then neither closes nor answers any more. */
  async #reopen(part: Part): Promise<void> {
    const patience = new Promise((resolve) => { setTimeout(resolve, 500); });
    await Promise.race([part.here.close().catch(() => undefined), patience]);
    part.here = open(localName(this.member!, part.name));
  }

  #part(name: string): Part {
    const found = this.#parts.find((part) => part.name === name);
    if (!found) throw new Error('the pocket is not open');
    return found;
  }

  /** Writes a document of this device and enters it as waiting first. Throws what the browser says when it has no room: then nothing is confirmed. */
  async write<D extends Doc>(part: 'mine' | 'house', id: string, did: string, name: string, change: (before: D | undefined) => D, about?: Entry['about']): Promise<void> {
    if (here.now.storage === 'full') await this.#reopen(this.#part(part));
    const { here: database, ledger } = this.#part(part);
    try {
      for (;;) {
        const before = await database.get<D>(id).catch(() => undefined);
        await ledger.expect(id, did, { at: new Date().toISOString(), from: before?._rev ?? null, name, ...(about ? { about } : {}) });
        try {
          await database.put(change(before));
          break;
        } catch (error) {
          if (!isConflict(error)) throw error;
        }
      }
    } catch (error) {
      if (isFull(error)) {
        here.hear({ is: 'storage', storage: 'full' });
      }
      throw error;
    }
    tellTabs();
    await this.#changed();
  }

  /** Meets home: what waits goes, what is new comes. Runs of this tab follow each other, and those of several tabs give way. */
  sync(): Promise<void> {
    this.#run ??= alone(() => this.#sync()).finally(() => { this.#run = undefined; });
    return this.#run;
  }

  async #sync(): Promise<void> {
    if (this.member === undefined || !navigator.onLine || here.now.signedOut) return;
    here.hear({ is: 'syncing' });
    try {
      if (here.now.storage === 'full') for (const part of this.#parts) await this.#reopen(part);
      if (!this.mark) await this.#begin();
      let came = false;
      for (const part of this.#parts) came = (await meet(part)) || came;
      if (this.#suspect || Date.now() - (this.mark?.comparedAt ?? 0) > compareEvery) came = (await this.#compare()) || came;
      this.#suspect = false;
      const at = Date.now();
      this.mark = await setMark(this.#beside!, { lastSame: at });
      here.hear({ is: 'storage', storage: 'kept' });
      here.hear({ is: 'same', at });
      await this.#markHome(at);
      if (came) {
        this.version++;
        this.#came();
      }
    } catch (error) {
      // A run that is cut off may have written a checkpoint past what it stored (decision 0042): the next good one compares.
      this.#suspect = true;
      const refused = this.#parts.map((part) => part.door.refused()).find((said) => said !== undefined);
      if (isFull(error)) here.hear({ is: 'storage', storage: 'full' });
      here.hear({ is: 'failed', why: here.away ? null : refused?.message || String((error as { reason?: unknown; message?: unknown }).reason ?? (error as Error).message) });
    }
    tellTabs();
    await this.#changed();
  }

  /** A pocket that is new here, or that the browser threw away. */
  async #begin(): Promise<void> {
    const device = await this.#device();
    const known = device === undefined ? undefined : await lastKnownAtHome(this.#part('mine').home, device);
    this.mark = await setMark(this.#beside!, { clearedAfter: known ?? null });
    await askToKeep();
  }

  /** Where the sides differ, everything is read again; what home then still lacks is not ours to keep. */
  async #compare(): Promise<boolean> {
    let came = false;
    for (const part of this.#parts) {
      let differs = await compare(part);
      if (differs.lacking.length > 0) {
        came = true;
        await readAll(part);
        differs = await compare(part);
      }
      if (differs.lacking.length + differs.extra.length > 0 && (await part.ledger.all()).length === 0) {
        came = true;
        await this.#renew(part);
      }
    }
    this.mark = await setMark(this.#beside!, { comparedAt: Date.now() });
    return came;
  }

  async #renew(part: Part): Promise<void> {
    await part.here.destroy();
    part.here = open(localName(this.member!, part.name));
    await readAll(part);
  }

  /** Throws everything here away and reads it again. Only when nothing waits: what waits goes first. */
  async renew(): Promise<boolean> {
    await this.sync();
    if (this.waiting.length > 0 || here.away) return false;
    for (const part of this.#parts) await this.#renew(part);
    await this.sync();
    this.version++;
    this.#came();
    return true;
  }

  /** The member has read that the browser had emptied the pocket. */
  async known(): Promise<void> {
    this.mark = await setMark(this.#beside!, { clearedAfter: null });
  }

  /** Closes the pocket; `forget` removes what it holds from this device. */
  async close(forget: boolean): Promise<void> {
    const [parts, beside] = [this.#parts, this.#beside];
    this.#parts = [];
    this.#beside = undefined;
    this.member = undefined;
    this.waiting = [];
    this.mark = undefined;
    here.hear({ is: 'waiting', count: 0 });
    await Promise.all(parts.map((part) => (forget ? part.here.destroy() : part.here.close())));
    await (forget ? beside?.destroy() : beside?.close());
    tellTabs();
  }

  async #changed(): Promise<void> {
    if (this.#parts.length === 0) return;
    this.waiting = (await Promise.all(this.#parts.map((part) => part.ledger.all()))).flat();
    this.version++;
    here.hear({ is: 'waiting', count: this.waiting.length });
  }

  async #device(): Promise<string | undefined> {
    const devices = await get<Device[]>('/session/devices');
    return devices.find((device) => device.current)?.id.toString();
  }

  async #markHome(at: number): Promise<void> {
    const device = await this.#device();
    if (device) await markHome(this.#part('mine').home, device, at).catch(() => undefined);
  }
}

/** How many changes of a member wait in this browser, whoever is signed in. */
export async function waitingOf(member: number): Promise<Waiting[]> {
  const beside = new Beside(member);
  const found = (await Promise.all(parts.map((part) => new Ledger(beside, part).all()))).flat();
  await beside.close();
  return found;
}

export async function removeOf(member: number): Promise<void> {
  await Promise.all(parts.map((part) => open(localName(member, part)).destroy()));
  await new Beside(member).destroy();
}

/** Asks the browser once not to throw the pocket away when space gets short. Some ask the person, some decide by themselves. */
async function askToKeep(): Promise<void> {
  const asked = 'marquee.asked-to-keep';
  try {
    if (localStorage.getItem(asked)) return;
    localStorage.setItem(asked, '1');
    await navigator.storage?.persist?.();
  } catch {
    // Whoever says no keeps the pocket all the same, for as long as there is room.
  }
}

export const pocket = new Pocket();
