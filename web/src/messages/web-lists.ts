import { ofPage } from './t.svelte.ts';
import de from './web-lists.de.json';
import en from './web-lists.en.json';

/** What is said of public lists, on the import page and in the settings. */
export const say = ofPage({ en, de });
