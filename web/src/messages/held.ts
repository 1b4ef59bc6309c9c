import { ofPage } from './t.svelte.ts';
import de from './held.de.json';
import en from './held.en.json';

/** What is said on a title's page of what the servers have of it. */
export const say = ofPage({ en, de });
