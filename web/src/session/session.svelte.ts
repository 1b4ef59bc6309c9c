import { beforeWriting, get, post, Problem, put, remove, setCsrf } from '../api/client.ts';
import { forgetAll } from '../api/remembered.ts';
import type { Member, Session, Theme } from '../api/types.ts';
import { speak } from '../messages/t.svelte.ts';
import { forgetSession, keepSession, keptSession } from './kept-session.ts';

/** Who is looking. `unknown` until the server has answered once. */
class SessionState {
  current = $state.raw<Session | undefined>();
  state = $state<'unknown' | 'in' | 'out' | 'failed'>('unknown');
  problem = $state.raw<Problem | undefined>();
  /** Why signing out wants a second thought; empty when nobody is about to. */
  farewell = $state('');
  /** Changes that only this device has are why. */
  unsent = $state(false);
  /** Nobody answered; this browser remembers who was signed in last. */
  borrowed = $state(false);
  /** Asked before signing out, and told when it is done; the pocket hangs itself in here. */
  pocket: { farewell: () => Promise<string>; left: (sure: boolean) => Promise<void> } | undefined;

  get member(): Member | undefined {
    return this.current?.member;
  }

  get isHost(): boolean {
    return this.current?.member.role === 'host';
  }

  async load(): Promise<void> {
    try {
      await this.#take(await get<Session>('/session'));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        await speak(null);
        this.leave();
      } else if (error instanceof Problem && error.isSilence && keptSession()) {
        await this.#wear(keptSession()!);
        this.borrowed = true;
      } else {
        this.problem = error instanceof Problem ? error : new Problem(0, '');
        this.state = 'failed';
      }
    }
  }

  async signIn(name: string, password: string): Promise<void> {
    await this.#take(await post<Session>('/session', { name, password }));
  }

  /** Asks by `farewell` first where nothing would let the member in again. */
  async signOut(sure = false): Promise<void> {
    const unsent = sure ? '' : (await this.pocket?.farewell()) ?? '';
    this.unsent = unsent !== '';
    this.farewell = unsent;
    if (unsent) return;
    try {
      await remove(sure ? '/session?sure=true' : '/session');
      this.leave(true);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'access.session.lastWay') throw error;
      this.farewell = error.message;
    }
  }

  /** The server no longer knows us, or we said goodbye: nothing of the member stays. */
  leave(sure = false): void {
    forgetAll();
    forgetSession();
    void this.pocket?.left(sure);
    this.current = undefined;
    this.farewell = '';
    this.state = 'out';
  }

  async prefer(wish: Partial<Pick<Member, 'language' | 'timeZone' | 'theme' | 'ratingStyle' | 'name' | 'showAdult'>>): Promise<void> {
    const member = await put<Member>('/session/preferences', wish);
    forgetAll();
    if (this.current) await this.#take({ ...this.current, member });
  }

  /** After the catalog or a password changed. */
  async refresh(): Promise<void> {
    forgetAll();
    await this.load();
  }

  async #take(session: Session): Promise<void> {
    setCsrf(session.csrf);
    keepSession(session);
    this.borrowed = false;
    await this.#wear(session);
  }

  async #wear(session: Session): Promise<void> {
    wear(session.member.theme ?? 'system');
    await speak(session.member.language, session.member.timeZone);
    this.current = session;
    this.state = 'in';
  }
}

const light = matchMedia('(prefers-color-scheme: light)');
const contrast = matchMedia('(prefers-contrast: more)');
const chrome: Record<Exclude<Theme, 'system'>, string> = { dark: '#10141d', light: '#f5f6fa', contrast: '#000000' };
let worn: Theme = 'system';

/** Puts the theme on and keeps it for theme.js, which runs before the next first paint. */
function wear(theme: Theme): void {
  worn = theme;
  try {
    if (theme === 'system') localStorage.removeItem('marquee.theme');
    else localStorage.setItem('marquee.theme', theme);
  } catch {
    // Without storage the choice still holds for this visit.
  }
  dress();
}

function dress(): void {
  const name = worn !== 'system' ? worn : light.matches ? 'light' : contrast.matches ? 'contrast' : 'dark';
  document.documentElement.dataset['theme'] = name;
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', chrome[name]);
}

light.addEventListener('change', dress);
contrast.addEventListener('change', dress);

export const session = new SessionState();
beforeWriting(() => (session.borrowed ? session.load() : undefined));
