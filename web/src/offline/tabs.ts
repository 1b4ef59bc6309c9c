/** Tabs of one browser share the pocket: one of them syncs at a time, and each hears what another wrote. */

const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('marquee.pocket') : undefined;

export const tellTabs = (): void => channel?.postMessage('changed');
export const hearTabs = (changed: () => void): void => channel?.addEventListener('message', changed);

/** Browsers give locks to secure addresses only; without them two tabs may do the same work, which does no harm. */
export async function alone(work: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return work();
  await navigator.locks.request('marquee.pocket', { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}

/** `crypto.randomUUID` is for secure addresses only as well. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
