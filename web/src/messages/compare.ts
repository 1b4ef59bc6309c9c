import { ofPage } from './t.svelte.ts';
import de from './compare.de.json';
import en from './compare.en.json';

/** What is said where two members are compared. */
export const say = ofPage({ en, de });
