import type { Page } from 'playwright-core';
import { open, settled, type Size, type SignedIn, type Watched } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';

/** Phones of the tests, and what they say of themselves. */
export type Card = { id: string; title: string };

/** A browser of its own for the host, with the app kept in it and its pocket filled. */
export async function phoneOf(stage: Stage, size: Size, signedIn: SignedIn, scheme: 'dark' | 'light' = 'dark'): Promise<Watched> {
  return filled(await open(stage.browser, stage.server.url, size, { scheme, signedIn, worker: true }));
}

export async function filled(phone: Watched): Promise<Watched> {
  await phone.page.goto('/offline');
  await situation(phone.page, 'same');
  await phone.page.getByText('The app itself is kept here').waitFor();
  return phone;
}

/** Another sign-in of the host, so that each phone has a session of its own. */
export async function anotherSession(stage: Stage, size: Size): Promise<SignedIn> {
  const { page, context } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
  await page.goto('/more');
  await settled(page);
  const link = await page.evaluate(async () => {
    const { csrf, member } = await (await fetch('/api/v1/session')).json() as { csrf: string; member: { id: number } };
    return ((await (await fetch(`/api/v1/members/${member.id}/link`, { method: 'POST', headers: { 'x-csrf-token': csrf } })).json()) as { url: string }).url;
  });
  await context.close();
  const other = await open(stage.browser, stage.server.url, size);
  await signInByLink(other.page, new URL(link, stage.server.url).pathname);
  const state = await other.context.storageState();
  await other.context.close();
  return state;
}

export const situation = (page: Page, wanted: string): Promise<unknown> => page.locator(`[data-situation=${wanted}]`).waitFor();

/** Goes on inside the app, as a tap on a link does: without asking the server for the page. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    const link = Object.assign(document.createElement('a'), { href: to });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await page.waitForURL((url) => url.pathname === path);
  await settled(page);
}

export async function away(phone: Watched): Promise<void> {
  await phone.context.setOffline(true);
  await phone.page.waitForFunction(() => !navigator.onLine);
}

export async function home(phone: Watched): Promise<void> {
  await phone.context.setOffline(false);
  await goTo(phone.page, '/offline');
  await situation(phone.page, 'same');
}

/** Some titles that the host has something of, and a list; answers the titles. */
export async function seed(page: Page): Promise<Card[]> {
  return page.evaluate(async () => {
    const { csrf, member } = await (await fetch('/api/v1/session')).json() as { csrf: string; member: { id: number } };
    const headers = { 'x-csrf-token': csrf, 'content-type': 'application/json' };
    for (const name of [`member-${member.id}`, 'household']) await fetch(`/sync/${name}`, { method: 'PUT', headers });
    const { items } = await (await fetch('/api/v1/browse?kind=movie&limit=12')).json() as { items: (Card & { year: number; kind: string; genres: string[] })[] };
    const at = '2026-02-01T10:00:00Z';
    const titles = items.map(({ id, title, year, kind, genres }, place) => ({
      _id: `title:${id}`, schema: 1, type: 'title', about: { name: title, year, kind, genres }, rating: place === 0 ? { value: 7, at } : null, watches: [],
      watchlist: place === 1 ? { at, priority: null, note: null } : null, liked: false, notInterested: false, note: null, changedAt: at,
    }));
    const list = { _id: 'list:1', schema: 1, type: 'list', name: 'Long evenings', shared: false, ordered: true, items: [{ title: items[2]!.id, at }], changedAt: at };
    await fetch(`/sync/member-${member.id}/_bulk_docs`, { method: 'POST', headers, body: JSON.stringify({ docs: [...titles, list] }) });
    return items.map(({ id, title }) => ({ id, title }));
    type Card = { id: string; title: string };
  });
}
