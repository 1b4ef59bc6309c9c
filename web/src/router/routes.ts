import type { Component } from 'svelte';

/** Most pages take no properties; those whose address has an id take `params`. */
// `any`: a page without properties is no Component<PageProps>, and both are rendered the same way
export type Page = Component<any>;
export type Load = () => Promise<{ default: Page }>;

/** Every page is a file of its own that is fetched when it is first needed. */
export const routes: readonly (readonly [pattern: string, page: Load])[] = [
  ['/', () => import('../tonight/TonightPage.svelte')],
  ['/search', () => import('../search/SearchPage.svelte')],
  ['/title/:id', () => import('../title/TitlePage.svelte')],
  ['/person/:id', () => import('../person/PersonPage.svelte')],
  ['/browse', () => import('../browse/BrowsePage.svelte')],
  ['/lists', () => import('../lists/ListsPage.svelte')],
  ['/lists/:id', () => import('../lists/ListPage.svelte')],
  ['/best', () => import('../best/BestPage.svelte')],
  ['/watchlist', () => import('../watchlist/WatchlistPage.svelte')],
  ['/history', () => import('../watchlist/HistoryPage.svelte')],
  ['/statistics', () => import('../statistics/StatisticsPage.svelte')],
  ['/wishes', () => import('../wishes/WishesPage.svelte')],
  ['/likes', () => import('../lists/LikesPage.svelte')],
  ['/review', () => import('../review/ReviewPage.svelte')],
  ['/review/:year', () => import('../review/ReviewPage.svelte')],
  ['/compare', () => import('../compare/ComparePage.svelte')],
  ['/compare/:member', () => import('../compare/ComparePage.svelte')],
  ['/import', () => import('../imports/ImportPage.svelte')],
  ['/export', () => import('../exports/ExportPage.svelte')],
  ['/activity', () => import('../activity/ActivityPage.svelte')],
  ['/collection', () => import('../collection/CollectionPage.svelte')],
  ['/connections', () => import('../servers/ConnectionsPage.svelte')],
  ['/settings', () => import('../settings/SettingsPage.svelte')],
  ['/more', () => import('../shell/MorePage.svelte')],
  ['/join/:invitation', () => import('../session/JoinPage.svelte')],
  ['/sign-in', () => import('../session/SignInPage.svelte')],
];
