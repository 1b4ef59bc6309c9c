import en from './en.json';
import { choose, fill, type Message, type Params } from './plural.ts';

export type Key = keyof typeof en;
type Texts = Record<Key, Message>;

/** The languages there are; English is part of the first load, the others come when they are chosen. */
const loaders: Record<string, () => Promise<Texts>> = {
  en: async () => en,
  de: async () => (await import('./de.json')).default,
};
export const languages = Object.keys(loaders);

let texts = $state.raw<Texts>(en);
let current = $state('en');
/** With region, for dates and numbers: a German speaker in Austria gets Austrian dates. */
let region = $state('en');
let zone = $state<string | undefined>();

export const language = (): string => current;
export const locale = (): string => region;
export const timeZone = (): string | undefined => zone;

/** The text for `key` in the member's language. */
export const t = (key: Key, params: Params = {}): string => fill(texts[key] ?? en[key] ?? key, params, region);

/** A text whose key is put together from what the server sent (a kind, a genre); `fallback` stands for what we do not know. */
export const known = (key: string, fallback: string): string =>
  key in texts ? fill(texts[key as Key], {}, region) : fallback;

/** Texts that come with the page that says them, in all languages, and not with the first load. */
export const ofPage = <K extends string>(all: { en: Record<K, Message>; [language: string]: Record<K, Message> }) =>
  (key: K, params: Params = {}): string => fill((all[current] ?? all.en)[key], params, region);

/** What there are texts for under a word: the genres, the kinds. */
export const keysUnder = (group: string): string[] => Object.keys(en).filter((key) => key.startsWith(`${group}.`)).map((key) => key.slice(group.length + 1));

/** Takes the member's language and time zone; where the member chose none, the browser's count. */
export async function speak(wanted: string | null | undefined, wantedZone?: string | null): Promise<void> {
  const asked = wanted ? [wanted, ...navigator.languages] : navigator.languages;
  const chosen = choose(asked, languages);
  texts = await (loaders[chosen] ?? loaders['en']!)();
  current = chosen;
  region = asked.find((tag) => tag.split('-')[0] === chosen && tag !== chosen) ?? chosen;
  zone = wantedZone || undefined;
  document.documentElement.lang = chosen;
}
