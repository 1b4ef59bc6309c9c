import type { IconName } from '../controls/icons.ts';
import type { Key } from '../messages/t.svelte.ts';

type Place = { href: string; icon: IconName; label: Key };

/** The four things one comes for; the phone's tab bar adds "More". */
export const main: readonly Place[] = [
  { href: '/', icon: 'tonight', label: 'nav.tonight' },
  { href: '/search', icon: 'search', label: 'nav.search' },
  { href: '/watchlist', icon: 'bookmark', label: 'nav.watchlist' },
  { href: '/best', icon: 'best', label: 'nav.best' },
];

/** A desk has room for their names; on a phone they stand under "More". */
export const further: readonly Place[] = [
  { href: '/browse', icon: 'filter', label: 'nav.browse' },
  { href: '/lists', icon: 'list', label: 'nav.lists' },
];

export const rest: readonly Place[] = [
  { href: '/collection', icon: 'film', label: 'nav.collection' },
  { href: '/history', icon: 'eye', label: 'nav.history' },
  { href: '/statistics', icon: 'best', label: 'nav.statistics' },
  { href: '/wishes', icon: 'wish', label: 'nav.wishes' },
  { href: '/likes', icon: 'heart', label: 'nav.likes' },
  { href: '/review', icon: 'clock', label: 'nav.review' },
  { href: '/compare', icon: 'person', label: 'nav.compare' },
  { href: '/import', icon: 'import', label: 'nav.import' },
  { href: '/activity', icon: 'activity', label: 'nav.activity' },
  { href: '/settings', icon: 'settings', label: 'nav.settings' },
];

/** What one seldom comes for: only under "More", and from the pages that it belongs to. */
export const seldom: readonly Place[] = [{ href: '/export', icon: 'export', label: 'nav.export' }];

/** The tab that is lit on a path; pages that no tab leads to belong to "More". */
export const tabOf = (path: string): string =>
  main.some((place) => place.href === path) ? path : [...further, ...rest, ...seldom].some((place) => place.href === path) || path === '/more' ? '/more' : '';
