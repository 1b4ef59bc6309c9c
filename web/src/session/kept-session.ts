import type { Session } from '../api/types.ts';

/** Who was signed in last on this device, for a start without a connection. The token that allows writing is not among it. */
const place = 'marquee.session';

export function keptSession(): Session | undefined {
  try {
    const kept = localStorage.getItem(place);
    return kept ? JSON.parse(kept) as Session : undefined;
  } catch {
    return undefined;
  }
}

export function keepSession({ member, instance }: Session): void {
  try {
    localStorage.setItem(place, JSON.stringify({ member, instance, csrf: '' } satisfies Session));
  } catch {
    // Without storage a start needs the server.
  }
}

export function forgetSession(): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Then nothing was kept either.
  }
}
