import type { TitleCard } from '../api/types.ts';
import { ofPage } from '../messages/t.svelte.ts';
import de from '../messages/wishes.de.json';
import en from '../messages/wishes.en.json';

/** What is said of wishes, on their page, on a title's and in the settings. */
export const say = ofPage({ en, de });

export type WishState = 'approval' | 'buffer' | 'sent' | 'searching' | 'grabbed' | 'downloading' | 'partly' | 'here' | 'refused' | 'gaveUp' | 'withdrawn' | 'bookmark';
export type WishAction = 'withdraw' | 'tryNow' | 'again' | 'approve' | 'refuse';

export type Wish = {
  id: string;
  title: TitleCard;
  part: 'all' | 'future' | 'firstEpisode' | 'firstSeason' | 'seasons' | 'episodes';
  seasons: number[];
  episodes: string[];
  state: WishState;
  why?: string | null;
  nextTryAt?: string | null;
  tries: number;
  progress?: number | null;
  bytes: number;
  server?: string | null;
  /** What was asked for, and is when it is wished again; nothing leaves it to the house. */
  connection?: number | null;
  qualityProfile?: number | null;
  rootFolder?: string | null;
  askedAt: string;
  changedAt: string;
  mine: boolean;
  members: { id: number; name: string }[];
  others: number;
  can: WishAction[];
};

export type Wishes = { items: Wish[]; next?: number | null; waiting?: number | null };
/** `waiting`: written on this device, not at home. */
export type WishAnswer = { wish: Wish; fact?: number | null; waiting?: boolean };
export type WishStep = { at: string; from?: WishState | null; to: WishState; member?: string | null; byHouse: boolean; why?: string | null };
export type WishHistory = { wish: Wish; steps: WishStep[] };

export type Rights = { films: boolean; series: boolean; choose: boolean; approved: boolean; count?: number | null; bytes?: number | null; days: number; unwatched?: number | null };
export type Quota = { rights: Rights; used: number; bytesUsed: number; unwatched: number; left?: number | null; bytesLeft?: number | null };

export type Offer = {
  title?: string | null;
  kind?: 'film' | 'series' | null;
  part?: string | null;
  against?: string | null;
  needsHost: boolean;
  bytes?: number | null;
  quota?: Quota | null;
  seasons: { number: number; episodes: number }[];
  servers: { id: number; name: string; isDefault: boolean }[];
  wishes: Wish[];
};

export type Choices = { qualityProfiles: { id: number; name: string }[]; rootFolders: { path: string }[] };

export type Rule = { id: number; member?: number | null; kind?: 'film' | 'series' | null; minRating?: number | null; minVotes?: number | null; fromYear?: number | null; mostBytes?: number | null };
export type House = { on: boolean; rules: Rule[] };

/** The colour of a state's pill: what needs somebody warns, what is there is good. */
export const tone = (state: WishState): string =>
  state === 'here' ? 'good' : state === 'approval' || state === 'gaveUp' || state === 'refused' ? 'warn' : ['searching', 'grabbed', 'downloading', 'partly'].includes(state) ? 'accent' : '';

/** What of the title is wished for, in words; nothing for the whole of a film. */
export function partWords(wish: Pick<Wish, 'part' | 'seasons' | 'episodes' | 'title'>): string {
  if (wish.part === 'seasons') return say(wish.seasons.length === 1 ? 'wishes.part.season' : 'wishes.part.seasonsNamed', { seasons: wish.seasons.join(', ') });
  if (wish.part === 'episodes') return say('wishes.part.episodesNamed', { episodes: wish.episodes.map((each) => each.replace('x', '×')).join(', ') });
  return wish.part === 'all' && !isSeries(wish.title.kind) ? '' : say(`wishes.part.${wish.part}`);
}

export const isSeries = (kind: string): boolean => kind === 'tvSeries' || kind === 'tvMiniSeries' || kind === 'tvPilot';
