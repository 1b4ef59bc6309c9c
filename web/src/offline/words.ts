import de from '../messages/offline.de.json';
import en from '../messages/offline.en.json';
import { ofPage } from '../messages/t.svelte.ts';

/** What is said of the pocket and of the connection home. */
export const say = ofPage({ en, de });
