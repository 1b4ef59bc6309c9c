import de from './invitations.de.json';
import en from './invitations.en.json';
import { ofPage } from './t.svelte.ts';

/** What is said of invitations in the settings. */
export const say = ofPage({ en, de });
