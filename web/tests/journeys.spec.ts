import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, open, phone, send, settled, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Card = { id: string; title: string; year?: number; kind: string; mine?: { rating?: number | null; seen: boolean; watchlist: boolean } };

const films = async (page: Page, count: number): Promise<Card[]> =>
  (await ask<{ picks: Card[] }>(page, '/tonight?kind=movie&limit=24')).picks.filter((pick) => /^tt\d{7,8}$/.test(pick.id)).slice(0, count);

/** What members do, from the first click to the Undo, on one size of window. */
export async function journeys(t: TestContext, stage: Stage, size: Size): Promise<void> {
  const journey = (name: string, go: (page: Page) => Promise<void>): Promise<void> =>
    t.test(`${name}, ${size.name}`, async () => {
      const { page, context, faults } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
      await page.goto('/');
      await settled(page);
      await go(page);
      assert.deepEqual(faults, []);
      await context.close();
    });

  await journey('search by keyboard: suggestions, arrows, Enter, Escape', async (page) => {
    const [film] = await films(page, 1);
    assert.ok(film);
    await page.keyboard.press('/');
    if (size === phone) await page.waitForURL('**/search');
    const field = page.getByRole('combobox', { name: 'Search films, series and episodes' }).filter({ visible: true });
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
    await page.keyboard.type(film.title.slice(0, 60));
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('ArrowDown');
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    const chosen = await field.getAttribute('aria-activedescendant');
    assert.ok(chosen && await page.locator(`#${chosen}[aria-selected=true]`).count() === 1);
    await assertAccessible(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/title\/tt\d+$/);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  });

  await journey('a search shows rows, and its address brings them back', async (page) => {
    const [film] = await films(page, 1);
    assert.ok(film);
    await page.goto('/search');
    await page.getByRole('combobox').filter({ visible: true }).fill(film.title);
    await page.keyboard.press('Enter');
    await page.locator(`main a[href="/title/${film.id}"]`).first().waitFor();
    await page.getByRole('radio', { name: 'Films' }).check({ force: true });
    await page.waitForURL(/kind=film/);
    await page.reload();
    await page.locator(`main a[href="/title/${film.id}"]`).first().click();
    await page.waitForURL(`**/title/${film.id}`);
    await page.goBack();
    await page.locator(`main a[href="/title/${film.id}"]`).first().waitFor();
  });

  await journey('rate by a tap and by a key, and take it back', async (page) => {
    const [film] = await films(page, 1);
    assert.ok(film);
    await page.goto(`/title/${film.id}`);
    await settled(page);
    const eight = page.getByRole('button', { name: '8 of 10' });
    await (size.touch ? eight.tap() : eight.click());
    await page.locator('[aria-pressed=true]', { hasText: '8' }).first().waitFor();
    await page.getByText(`You rated ${film.title} 8.`).waitFor();
    await page.keyboard.press('0');
    await page.getByText(`You rated ${film.title} 10.`).waitFor();
    await page.waitForFunction(() => document.querySelector('[aria-label="10 of 10"]')?.getAttribute('aria-pressed') === 'true');
    assert.equal((await ask<Card>(page, `/titles/${film.id}`)).mine?.rating, 10);
    await page.getByRole('listitem').filter({ hasText: `You rated ${film.title} 10.` }).getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(() => document.querySelector('[aria-label="8 of 10"]')?.getAttribute('aria-pressed') === 'true');
    assert.equal((await ask<Card>(page, `/titles/${film.id}`)).mine?.rating, 8);
    await send(page, 'DELETE', `/ratings/${film.id}`);
  });

  await journey('seen, with a day that nobody remembers', async (page) => {
    const [film] = await films(page, 1);
    assert.ok(film);
    await page.goto(`/title/${film.id}`);
    await settled(page);
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await page.getByRole('button', { name: 'I do not remember' }).click();
    await page.getByText(`${film.title} is marked as seen.`).waitFor();
    assert.equal((await ask<Card>(page, `/titles/${film.id}`)).mine?.seen, true);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Taken back.').waitFor();
    assert.equal((await ask<Card>(page, `/titles/${film.id}`)).mine?.seen, false);
  });

  await journey('the watchlist takes a title, shows it, and gives it back', async (page) => {
    const [film] = await films(page, 1);
    assert.ok(film);
    await page.goto(`/title/${film.id}`);
    await settled(page);
    await page.getByRole('button', { name: 'Watchlist', exact: true }).click();
    await page.getByRole('button', { name: 'On your watchlist', exact: true }).waitFor();
    await page.getByText(`${film.title} is on your watchlist.`).waitFor();
    await page.goto('/watchlist?view=list');
    await page.locator(`main a[href="/title/${film.id}"]`).waitFor();
    await page.getByRole('button', { name: `Take ${film.title} off your watchlist` }).click();
    await page.locator(`main a[href="/title/${film.id}"]`).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.locator(`main a[href="/title/${film.id}"]`).waitFor();
    await send(page, 'DELETE', `/watchlist/${film.id}`);
  });

  await journey('an import shows what it would change, applies it, and is undone', async (page) => {
    const some = await films(page, 5);
    assert.equal(some.length, 5);
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    const row = (id: string, title: string, year: number | undefined): string =>
      `${id},9,2024-05-01,${quoted(title)},${quoted(title)},https://www.imdb.com/title/${id},Movie,,100,${year ?? ''},Drama,,,`;
    const csv = ['Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors',
      ...some.map((film) => row(film.id, film.title, film.year)), row('not-an-id', 'A broken row', 1999)].join('\n');
    await page.goto('/import');
    await settled(page);
    await page.locator('input[type=file]').setInputFiles({ name: `ratings-${size.width}.csv`, mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('heading', { name: 'This is what would change' }).waitFor();
    const count = (name: string): Promise<string> => page.locator('.counts > div', { hasText: name }).locator('dd').innerText();
    assert.equal(await count('New'), '5');
    assert.equal(await count('Unreadable'), '1');
    assert.equal(await page.getByRole('row', { name: some[0]!.title }).count() > 0, true);
    await page.getByRole('tab', { name: /Unreadable/ }).click();
    await page.getByRole('cell', { name: 'A broken row' }).waitFor();
    await assertAccessible(page);
    assert.equal((await ask<Card>(page, `/titles/${some[0]!.id}`)).mine?.rating ?? null, null);

    await page.getByRole('button', { name: 'Apply 5 rows' }).click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor({ timeout: 60_000 });
    assert.equal((await ask<Card>(page, `/titles/${some[0]!.id}`)).mine?.rating, 9);
    await page.getByRole('link', { name: 'Download these rows' }).waitFor();
    await page.getByRole('link', { name: 'See tonight’s picks' }).click();
    await settled(page);
    assert.equal(await page.locator(`main a[href="/title/${some[0]!.id}"]:not(p a)`).count(), 0);
    await page.getByText(/^Picked from the 5 titles/).waitFor();

    await page.goto('/import');
    await page.locator('li', { hasText: `ratings-${size.width}.csv` }).getByRole('button', { name: 'Undo' }).click();
    await page.locator('li', { hasText: `ratings-${size.width}.csv` }).getByText('Taken back').first().waitFor({ timeout: 60_000 });
    assert.equal((await ask<Card>(page, `/titles/${some[0]!.id}`)).mine?.rating ?? null, null);
  });

  await journey('the activity page takes a change back', async (page) => {
    const [film] = await films(page, 1);
    assert.ok(film);
    await send(page, 'PUT', `/ratings/${film.id}`, { rating: 6 });
    await page.goto('/activity');
    const line = page.locator('li', { hasText: film.title }).filter({ hasText: 'Rated' }).first();
    await line.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').first().waitFor();
    assert.equal((await ask<Card>(page, `/titles/${film.id}`)).mine?.rating ?? null, null);
  });

  await journey('filters stand in the address and count themselves', async (page) => {
    await page.getByRole('button', { name: /^Filters/ }).click();
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    await page.getByRole('button', { name: '100 min' }).click();
    await page.waitForURL(/minutes=100/);
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Show titles' }).click();
    await page.getByRole('button', { name: 'Remove filter: up to 100 min' }).click();
    await page.waitForFunction(() => !location.search.includes('minutes'));
  });

  await journey('a member’s language and appearance are kept', async (page) => {
    await page.goto('/settings');
    await settled(page);
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await page.getByRole('radio', { name: 'Hell' }).check({ force: true });
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'light');
    await page.getByLabel('Sprache').selectOption('en');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('radio', { name: 'System' }).check({ force: true });
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark');
  });
}
