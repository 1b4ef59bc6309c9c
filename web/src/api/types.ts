/** The wire shapes of `/api/v1`. What is unknown is absent or null; pages show nothing in its place. */

export type Kind =
  | 'movie' | 'short' | 'tvMovie' | 'tvSeries' | 'tvMiniSeries' | 'tvEpisode' | 'tvShort' | 'tvSpecial' | 'tvPilot'
  | 'video' | 'videoGame' | 'other';

export type Mine = { rating?: number | null; seen: boolean; watchlist: boolean; liked?: boolean; /** Not to be suggested. */ notInterested?: boolean };

export type TitleCard = {
  id: string;
  title: string;
  originalTitle?: string | null;
  year?: number | null;
  endYear?: number | null;
  kind: Kind;
  /** Minutes. */
  runtime?: number | null;
  genres: string[];
  rating?: number | null;
  votes?: number | null;
  /** ISO 3166 codes, historic ones included. */
  countries: string[];
  series?: { id: string; title: string; season?: number | null; episode?: number | null } | null;
  adult: boolean;
  mine?: Mine | null;
};

export type Theme = 'dark' | 'light' | 'contrast' | 'system';
/** How the member's own ratings are shown: 1 to 10, five stars in half steps, or both. */
export type RatingStyle = 'ten' | 'stars' | 'both';
export type Role = 'host' | 'member' | 'child';
export type Member = {
  id: number; name: string; role: Role; language?: string | null; timeZone?: string | null; theme?: Theme | null; ratingStyle?: RatingStyle;
  hasPassword: boolean; showAdult: boolean;
};
export type Instance = {
  name: string; sample: boolean; engine: 'sqlite' | 'postgres'; version: string; imdbTermsAccepted: boolean; attribution: string;
};
export type Session = { member: Member; csrf: string; instance: Instance };
export type Device = { id: string | number; device: string; createdAt: string; lastSeenAt: string; current: boolean };
export type KeyScope = 'read' | 'write' | 'household' | 'admin' | 'metrics';
export type ApiKey = {
  id: string | number; name: string; scopes: KeyScope[]; createdAt: string; expiresAt?: string | null; lastUsedAt?: string | null;
};
export type Housemate = { id: number; name: string; role: Role; disabled: boolean };
/** Nothing of it asked for lets no title through that nobody has rated by age. */
export type CeilingRule = {
  genres: string[]; kinds: Kind[]; fromYear?: number | null; beforeYear?: number | null; minVotes?: number | null; minRating?: number | null;
};
export type Ceiling = { age: number; rule: CeilingRule; /** Hidden whatever the age. */ withoutGenres: string[]; visible: number; titles: { title: TitleCard; allowed: boolean }[] };
export type AudienceChild = { id: number; name: string; age: number; allowed?: boolean | null; sees: boolean };
/** `age` is a host's word; without it that of `source` counts. */
export type Audience = { age?: number | null; source?: { certificate: string; country: string; age: number } | null; children: AudienceChild[] };
/** The connection to TMDB; `state`, `about` and `attribution` are sentences for people. */
export type AgeSource = { keySince?: string | null; country?: string | null; countries: string[]; state: string; about: string; attribution: string };
/** One that can still be accepted. */
export type Invitation = { id: number; role: Role; name?: string | null; invitedBy: string; expiresAt: string; codeExpiresAt?: string | null };
/** Shown once; `qr` is an SVG of the link. */
export type NewInvitation = { id: number; link: string; qr: string; code: string; codeExpiresAt: string };

export type SearchAnswer = { query: string; hits: TitleCard[]; ms?: number };

export type PersonRef = { id: string; name: string };
export type CastEntry = PersonRef & { characters: string[]; category: string };
export type CrewEntry = PersonRef & { category: string; job?: string | null };
export type Aka = {
  title: string; region?: string | null; language?: string | null; kind?: string | null; attributes?: string | null; original: boolean;
};
export type Watch = { id: string | number; at?: string | null; device?: string | null; origin?: string; /** Whose file an import was of. */ source?: string | null };
export type TitleDetail = TitleCard & {
  seasons?: { season: number | null; episodes: number }[] | null;
  directors: PersonRef[];
  writers: PersonRef[];
  cast: CastEntry[];
  crew: CrewEntry[];
  akas: Aka[];
  /** True when the catalog lacks the title and its facts come from a member's own file. */
  known: boolean;
  origin?: { source: 'imdb' | 'sample' | 'kept'; /** Of the import that brought the facts and the ratings. */ at?: string | null } | null;
  /** For hosts of a house with children. */
  audience?: Audience | null;
  mine?: (Mine & { ratedAt?: string | null; watches?: Watch[]; addedAt?: string | null; listNote?: string | null; priority?: number | null; note?: string | null }) | null;
};
export type RatedEpisode = { id: string; title: string; season?: number | null; episode?: number | null; year?: number | null; rating?: number | null; votes?: number | null };
/** `best` and `worst` are ids; absent without votes. */
export type EpisodeRatings = { items: RatedEpisode[]; best?: string | null; worst?: string | null };
/** `episodes` is 0 when the work was for the title itself. */
export type SharedRole = { category: string; characters: string[]; episodes: number };
export type CommonPerson = PersonRef & { here: SharedRole[]; there: SharedRole[] };
export type Common = { other: TitleCard; people: CommonPerson[]; total: number };

export type RoleInFilm = { category: string; characters: string[] };
export type FilmEntry = TitleCard & { roles: RoleInFilm[] };
export type FilmPortion = { items: FilmEntry[]; total: number; next?: string | null };
/** Titles a year; years without any are absent. `undated` have no year that is known. */
export type Career = { years: { year: number; films: number; series: number; others: number }[]; undated: number };
export type Person = {
  id: string; name: string; birthYear?: number | null; deathYear?: number | null; professions: string[]; knownFor: TitleCard[];
  /** The first portion, newest first. */ films: FilmPortion;
  /** Of the whole filmography, the most frequent first. */ roles: { category: string; films: number }[];
  career: Career;
  extremes?: { best: WeighedTitle[]; worst: WeighedTitle[]; minVotes: number; ranked: number } | null;
};
export type WeighedTitle = TitleCard & { weighted: number };
export type Collaborator = PersonRef & { works: number; titles: TitleCard[] };
export type Collaborators = { items: Collaborator[]; looked: number; credits: number };

export type Facets = { genres: string[]; decades: number[]; countries: string[] };
export type BestEntry = TitleCard & { rank: number; weighted: number };
export type Best = { items: BestEntry[]; total: number; m: number; /** Absent when nothing of this kind has votes. */ c?: number | null; withoutVotes: number; facets: Facets };

export type FacetCount = { value: string | number; count: number };
export type BrowseFacets = { kinds: FacetCount[]; genres: FacetCount[]; decades: FacetCount[]; countries: FacetCount[]; languages: FacetCount[] };
export type Browse = {
  items: TitleCard[]; total: number; facets: BrowseFacets;
  /** When nothing fits: how many titles there would be without one filter. */
  reliefs: { filter: string; total: number }[];
  person?: PersonRef | null;
};

export type TitleList = {
  id: number; name: string; description?: string | null; query?: string | null; /** The query is the list. */ live: boolean; shared: boolean;
  /** Who shares it; absent for an own list. */ owner?: string | null; createdAt: string; entries: number;
  /** Whether the asked title is on it. */ has?: boolean | null;
};
export type ListedTitle = TitleCard & { note?: string | null };
export type NextEpisode = TitleCard & { watchedAt?: string | null };

export type WatchlistEntry = TitleCard & { addedAt?: string | null; note?: string | null; /** 1 is the most urgent, 3 the least. */ priority?: number | null };
/** `total` only on the first portion; `next` is null on the last. */
export type WatchlistPortion = { items: WatchlistEntry[]; total?: number | null; next?: string | null };
export type WatchlistPlaces = { total: number; places: string[] };
export type MarkedTitle = TitleCard & { markedAt: string };
export type HistoryEntry = TitleCard & { ratedAt?: string | null; watchedAt?: string | null };

/** `films` and `episodes` are different ones; `minutes` of every watch, `withoutRuntime` watches are missing in it. */
export type YearCounts = { watches: number; films: number; episodes: number; series: number; minutes: number; withoutRuntime: number; days: number };
export type NamedShare = { name: string; titles: number };
export type PersonShare = PersonRef & { titles: number };
/** Days are days (`2024-05-01`) of the member's calendar. */
export type YearReview = {
  year: number; timeZone: string; /** With a dated watch, the latest first. */ years: number[]; /** Watches of no known date. */ undated: number;
  counts: YearCounts; /** Of the year before. */ before: YearCounts;
  first?: (TitleCard & { day: string }) | null; last?: (TitleCard & { day: string }) | null; highest: TitleCard[]; series: (TitleCard & { episodes: number; minutes: number })[];
  genres: NamedShare[]; countries: NamedShare[]; decades: { decade: number; titles: number }[]; directors: PersonShare[]; actors: PersonShare[];
  months: number[]; busiest?: { day: string; watches: number; minutes: number } | null; streak?: { from: string; to: string; days: number } | null;
  oldest?: TitleCard | null; shortest?: TitleCard | null; longest?: TitleCard | null; likedMore?: TitleCard | null; likedLess?: TitleCard | null;
  new: number; again: number;
};
export type Comparing = { open: boolean; members: { id: number; name: string }[] };
/** The own rating is in `mine`. */
export type ComparedTitle = TitleCard & { theirs?: number | null };
export type Comparison = {
  other: { id: number; name: string }; shared: number; mine: number; theirs: number; correlation?: number | null; percent?: number | null;
  meanDifference?: number | null; meanDistance?: number | null; leastShared: number; pairs: { mine: number; theirs: number; titles: number }[];
  bothLoved: ComparedTitle[]; differing: ComparedTitle[]; forMe: ComparedTitle[]; forThem: ComparedTitle[]; together: TitleCard[];
};

export type ReasonTitle = { id: string; title: string; rating?: number | null };
export type Reason = { code: string; text: string; because?: ReasonTitle[] | null; person?: PersonRef | null };
export type Pick = TitleCard & { score: number; reason: Reason };
export type Tonight = Facets & {
  picks: Pick[]; basis: 'history' | 'votes' | 'rotation'; history: { ratings: number; watches: number };
};

export type ImportRow = {
  /** In the import, from 1. */
  number: number; part: string; line: number; id?: string | null; title?: string | null; year?: number | null; kind?: Kind | null;
  season?: number | null; episode?: number | null; episodeName?: string | null; rating?: number | null; ratedAt?: string | null; was?: number | null;
  watched: boolean; watchedAt?: string | null; plays?: number | null; listed: boolean; list?: string | null; liked: boolean; notInterested: boolean; note?: string | null;
  certainty?: number | null; evidence: string[]; reason?: string | null; state: 'open' | 'applied' | 'undone' | 'leftAlone';
};
export type Brought = 'ratings' | 'watches' | 'watchlist' | 'listed' | 'likes' | 'notInterested' | 'notes';
export type RowGroup = 'new' | 'changed' | 'known' | 'conflicting' | 'unmatched' | 'notInCatalog' | 'leftOut' | 'repeated' | 'unreadable';
export type ColumnGuess = { column: number; header: string; meaning: string; certainty: number; scale?: number | null; samples: string[] };
export type ImportPreview = {
  id: string | number; source: string; layout: string; fileName: string;
  state: 'preview' | 'applying' | 'applied' | 'undone' | 'cancelled';
  rows: number; counts: Record<RowGroup, number>; sample?: Partial<Record<RowGroup, ImportRow[]>> | null;
  /** Different ones among the rows that would change something. */
  films: number; episodes: number;
  /** Rows that would change something and are not applied yet. */
  waiting: number;
  remarks: string[]; columns: ColumnGuess[]; fromInbox: boolean; fromWeb: boolean;
  /** What those rows bring; a row may bring several. */
  brings: Record<Brought, number>;
  createdAt: string; appliedAt?: string | null; job?: string | number | null;
  /** Rows really written so far. */
  applied?: number | null;
  /** Rows that an undo left alone, because they were changed since. */
  leftAlone?: number | null;
};
export type QuestionCandidate = { id: string; title: string; year?: number | null; kind: Kind; series?: string | null; certainty: number; evidence: string[] };
export type ImportQuestion = { row: ImportRow; rows: number; candidates: QuestionCandidate[] };
export type WebList = {
  id: string | number; source: string; address: string; name?: string | null; rows?: number | null; /** Somebody waits for it. */ asked: boolean;
  triedAt?: string | null; goodAt?: string | null; next?: string | null; /** Its site refused and is left alone until then. */ siteRests?: string | null; /** Of the last try. */ failure?: string | null; /** A preview that waits. */ import?: string | number | null;
};
/** `fixed`: a setting decides; without `contact` nothing is asked of other sites. */
export type WebLists = { on: boolean; fixed: boolean; contact?: string | null; lists: WebList[] };
export type InboxState = { folder?: string | null; sources: string[]; preferences: { source: string; withoutAsking: boolean }[] };

export type CatalogState = {
  generation: number; sample: boolean; importedAt?: string | null; subset?: Subset | null; titles: number; people: number;
  files: { name: string; rows: number; rejected: number }[];
  terms: { accepted: boolean; text: string; attribution: string };
};
/** A part of IMDb's titles; kinds in IMDb's words, absent for all. */
export type Subset = { kinds?: Kind[] | null; minVotes: number; episodePrincipals: boolean };
export type SubsetEstimate = { titles: number; allTitles: number; bytes: number; allBytes: number; neededBytes: number };
export type FolderCheck = {
  path: string; files: { name: string; bytes: number }[]; missing: string[]; freeBytes: number; neededBytes: number;
  enough: boolean; problem?: string | null;
};

export type RefreshSettings = {
  on: boolean; ratingsDays: number; everythingDays: number;
  /** By the clock of the house: 04:30. */
  at: string; jitterMinutes: number; address?: string | null;
};
export type RefreshScope = { next?: string | null; succeededAt?: string | null; failedAt?: string | null; failure?: string | null };
export type HeldFile = { name: string; rows: number; rowsBefore: number; loadedAt: string; percent: number };
export type RefreshState = {
  settings: RefreshSettings; address: string; timeZone: string; ratings: RefreshScope; everything: RefreshScope; held: HeldFile[];
};

export type Job = {
  id: string | number; name: string; title: string; state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  done: number; total?: number | null; unit?: string | null; sentence?: string | null;
  /** Units a second. */
  rate?: number | null;
  /** Seconds. */
  eta?: number | null;
  result?: Record<string, unknown> | null; error?: string | null; startedAt?: string | null; endedAt?: string | null; attempt: number;
};

export type Fact = {
  id: number; at: string; member: { id: number; name: string }; kind: string; title?: TitleCard | null;
  before?: Record<string, unknown> | null; after?: Record<string, unknown> | null; origin: string; originId?: string | number | null;
  undone: boolean; undoable: boolean; undoes?: number | null;
};
/** An id that is gone from IMDb's files, with the title that it probably is now. */
export type Proposal = {
  id: number; from: string; into: string; title?: TitleCard | null; certainty: number;
  evidence: { title: string; year?: number | null; sameYear: boolean; sameKind: boolean; sameOriginalTitle: boolean; sharedDirector?: boolean | null; sameRuntime: boolean; rivals: number };
};
export type Facts = { items: Fact[]; next?: number | string | null };
/** `fact` is null when there was nothing to change; `job` is there when the change takes a while; `waiting`: written on this device, not at home. */
export type Changed = { fact?: number | string | null; job?: number | string | null; waiting?: boolean };

export type SignIn = {
  id: number; member?: string | null; at: string; way: string; outcome: string; device: string; origin: string;
};

export type BackupFile = { at: string; file: string; bytes: number };
export type BackupPlan = { every: 'off' | 'daily' | 'weekly'; keepDays: number; keepWeeks: number; folder?: string | null; withKnown: boolean };
export type Backups = { plan: BackupPlan; folder: string; last?: BackupFile | null; files: BackupFile[] };

/** What a host looks at to know that the house is well. */
export type HouseState = {
  version: string; engine: string;
  disk: { folder: string; freeBytes: number; stores: { name: string; bytes: number }[] };
  generations: { number: number; current: boolean; sample: boolean; madeAt?: string | null; bytes: number; rows: number }[];
  failing: Job[];
  sources: { host: string; calls: number; lastGood?: string | null; lastFailure?: string | null; failingSince?: string | null; error?: string | null }[];
  plan: BackupPlan; lastBackup?: BackupFile | null;
};

/** Plays of one year, month (from 1), weekday (1 is Monday) or hour. */
export type TimeShare = { key: number; plays: number; minutes: number; /** Titles rated then. */ rated: number; /** Of the own ratings of what was played. */ mean?: number | null };
/** What has one genre, decade, country, person or class of runtime; a series is one title. */
export type TraitShare = { key: string; name?: string | null; titles: number; plays: number; mean?: number | null };
export type DayPlays = { day: string; plays: number };
export type Statistics = {
  /** Absent: all years, and what nobody can date. */ year?: number | null;
  timeZone: string;
  /** The latest first. */ knownYears: number[];
  seen: {
    films: number; episodes: number; series: number; plays: number; minutes: number; withoutRuntime: number;
    /** Plays of which nobody knows when. */ undated: number; /** Rated, and no play is noted. */ onlyRated: number;
  };
  ratings: { rated: number; mean?: number | null; /** How many 1, 2, ... 10. */ distribution: number[]; undated: number };
  years: TimeShare[]; months: TimeShare[]; weekdays: TimeShare[]; hours: TimeShare[]; /** Plays with a day and no hour. */ withoutHour: number;
  genres: TraitShare[]; decades: TraitShare[]; countries: TraitShare[]; directors: TraitShare[]; actors: TraitShare[]; runtimes: TraitShare[];
  streak?: { days: number; from: string; to: string } | null;
  days?: { year: number; days: DayPlays[] } | null;
};
