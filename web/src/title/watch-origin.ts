import type { Watch } from '../api/types.ts';
import de from '../messages/seen.de.json';
import en from '../messages/seen.en.json';
import { known, ofPage } from '../messages/t.svelte.ts';

const say = ofPage({ en, de });
const keys: Record<string, keyof typeof en> = { page: 'seen.from.page', cli: 'seen.from.cli', api: 'seen.from.api', job: 'seen.from.job', phone: 'seen.from.phone', import: 'seen.from.import' };

/** Who noted a viewing, in words; empty for what this page does not know. */
export function originOf(watch: Watch): string {
  if (watch.source) return say('seen.from.source', { source: known(`import.source.${watch.source}`, watch.source) });
  const key = keys[watch.origin ?? ''];
  return key ? say(key) : '';
}
