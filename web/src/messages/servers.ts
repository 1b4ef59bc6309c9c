import { ofPage } from './t.svelte.ts';
import de from './servers.de.json';
import en from './servers.en.json';

/** What is said of Radarr and Sonarr and of what they have, on their pages. */
export const say = ofPage({ en, de });
