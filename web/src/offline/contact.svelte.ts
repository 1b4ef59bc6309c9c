import { after, atFirst, isAway, situation, type Contact, type Happening, type Situation } from './contact.ts';

/** This tab's contact with home. */
class Here {
  now = $state.raw<Contact>(atFirst(navigator.onLine));

  constructor() {
    for (const on of [true, false]) window.addEventListener(on ? 'online' : 'offline', () => this.hear({ is: 'network', on }));
  }

  get situation(): Situation {
    return situation(this.now);
  }

  get away(): boolean {
    return isAway(this.now);
  }

  hear(event: Happening): void {
    this.now = after(this.now, event);
  }

  /** Told of each answer of the server; status 0 is silence, and so is a proxy that stands before a house that is down. */
  heard(status: number): void {
    if (status === 0) return this.hear({ is: 'silence' });
    this.hear({ is: 'answer', at: Date.now() });
  }
}

export const here = new Here();
