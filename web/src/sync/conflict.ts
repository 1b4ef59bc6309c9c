import { say } from '../offline/words.ts';

export type Conflict = {
  id: number; document: string; title?: string | null; name?: string | null; field: 'rating' | 'watchlist' | 'note' | 'list' | 'deleted';
  kept: unknown; lost: unknown; device?: string | null; at: string;
};

/** A rating, a note, an entry of the watchlist, or that there be none. */
export function inWords(word: unknown): string {
  if (word === null || word === undefined || word === false) return say('conflicts.nothing');
  if (word === true) return say('conflicts.there');
  if (typeof word !== 'object') return String(word);
  const { value, note, name, priority } = word as Record<string, unknown>;
  const said = [value, name, note, priority].filter((each) => each !== null && each !== undefined && each !== '').map(String);
  return said.length > 0 ? said.join(' · ') : say('conflicts.there');
}
