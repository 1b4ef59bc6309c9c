import type { Page } from 'playwright-core';
import { ask, open, send, settled, type Scheme, type Size, type SignedIn, type Watched } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';

/** Phones of the tests, and what they say of themselves. */
export type Card = { id: string; title: string };

/** A browser of its own for the host, with the app kept in it and its pocket filled. */
export async function phoneOf(stage: Stage, size: Size, signedIn: SignedIn, scheme: Scheme = 'dark'): Promise<Watched> {
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

/** A way in for a member who was not there before. */
export async function linkOfAnother(stage: Stage, size: Size): Promise<string> {
  const { page, context } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
  await page.goto('/more');
  await settled(page);
  const { link } = await send<{ link: string }>(page, 'POST', '/members', { name: `Ada ${Date.now()}`, role: 'member' });
  await context.close();
  return new URL(link, stage.server.url).pathname;
}

export const situation = (page: Page, wanted: string): Promise<unknown> => page.locator(`[data-situation=${wanted}]`).waitFor();

/** A whole run that began after now. */
export async function syncNow(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Sync now' });
  await page.waitForFunction(() => document.querySelector('[data-situation]')?.getAttribute('data-situation') !== 'syncing');
  const before = await page.locator('[data-same]').getAttribute('data-same');
  await button.click();
  await page.waitForFunction((same) => document.querySelector('[data-same]')?.getAttribute('data-same') !== same && document.querySelector('[data-situation=same]'), before);
}

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

/** Something of each kind that the host has, and a list; answers the titles. */
export async function seed(page: Page): Promise<Card[]> {
  const { items } = await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=8');
  const put = (path: string, body?: unknown): Promise<unknown> => send(page, 'PUT', path, body);
  await put(`/ratings/${items[0]!.id}`, { rating: 7 });
  await put(`/watchlist/${items[1]!.id}`);
  await put(`/likes/${items[4]!.id}`);
  for (const at of [2, 3, 5, 6]) await put(`/ratings/${items[at]!.id}`, { rating: 5 });
  const { id } = await send<{ id: number }>(page, 'POST', '/lists', { name: 'Long evenings' });
  await put(`/lists/${id}/titles/${items[2]!.id}`, {});
  return items;
}
