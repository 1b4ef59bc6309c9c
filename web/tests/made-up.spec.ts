import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, assertNoShift, desk, open, send, settled, sizes, type SignedIn, type Size } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import { actor, dailyShow, filmName, films, series, sharedFilm, unnamed, watchlistFile, writeMadeUpFiles } from './made-up.ts';
import type { Stage } from './run.ts';
import { startServerWith, type Running } from './server.ts';

/** What needs votes, episodes and a long watchlist, on a catalog of our own making and a server of its own. */
export async function madeUpCatalog(t: TestContext, { browser }: Stage): Promise<void> {
  const files = writeMadeUpFiles();
  let server: Running | undefined;
  try {
    server = await startServerWith(files);
    const signedIn = await prepare(server);
    for (const size of sizes) await parts(t, server, signedIn, size);
  } finally {
    await server?.stop();
    rmSync(files, { recursive: true, force: true });
  }

  /** Signs the host in and fills the watchlist from a file, as a member would. */
  async function prepare(from: Running): Promise<SignedIn> {
    const { page, context } = await open(browser, from.url, desk);
    await signInByLink(page, from.link);
    await page.goto('/import');
    await settled(page);
    await page.locator('input[type=file]').setInputFiles({ name: 'watchlist.csv', mimeType: 'text/csv', buffer: Buffer.from(watchlistFile()) });
    await page.getByRole('button', { name: /^Apply 3,000 rows/ }).click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor({ timeout: 60_000 });
    const signedIn = await context.storageState();
    await context.close();
    return signedIn;
  }

  async function parts(t: TestContext, server: Running, signedIn: SignedIn, size: Size): Promise<void> {
    const part = (name: string, address: string, go: (page: Page) => Promise<void>): Promise<void> => t.test(`${name}, ${size.name}`, async () => {
      const { page, context, faults } = await open(browser, server.url, size, { signedIn });
      await page.goto(address);
      await settled(page);
      await go(page);
      await assertNoShift(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
      assert.deepEqual(faults, []);
      await context.close();
    });

    await part('the ratings of all episodes: a grid that keys walk, and a table with the same numbers', `/title/${series}`, async (page) => {
      await page.getByRole('heading', { name: 'Ratings of all episodes' }).scrollIntoViewIfNeeded();
      const grid = page.getByRole('grid', { name: 'Ratings of all episodes' });
      await grid.waitFor();
      assert.equal(await grid.getByRole('gridcell').count(), 60);
      assert.equal(await grid.locator('a[tabindex="0"]').count(), 1);
      await page.getByText('S3 E4 · 9.7').waitFor();
      await page.getByText('S6 E1 · 3.1').waitFor();
      await grid.locator('a[tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      assert.match(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''), /^S2 E2 · Lamp 2\.2 · 7\.8 from 502 votes$/);
      assert.match(await page.locator('.readout').innerText(), /Lamp 2\.2/);
      if (size.touch) assert.ok(await grid.evaluate((element) => element.parentElement!.scrollWidth > element.parentElement!.clientWidth), 'the chart scrolls in its own box');
      await assertAccessible(page);
      await page.getByText('Table', { exact: true }).click();
      const rows = page.getByRole('region', { name: 'Ratings of all episodes as a table' }).getByRole('row');
      assert.equal(await rows.count(), 61);
      assert.match(await rows.nth(12).innerText(), /S2 E2\s+Lamp 2\.2\s+7\.8\s+502\s+2002/);
      await assertAccessible(page);
      await page.getByText('Chart', { exact: true }).click();
      await grid.locator('a').nth(23).press('Enter');
      await page.waitForURL(/\/title\/tt5000024$/);
    });

    await part('a season of a daily show goes on in the next line', `/title/${dailyShow}`, async (page) => {
      await page.getByRole('heading', { name: 'Ratings of all episodes' }).scrollIntoViewIfNeeded();
      await page.getByRole('rowheader', { name: 'S1 · 101' }).waitFor();
      assert.equal(await page.getByRole('rowheader').count(), 3);
    });

    await part('people in common with a title that is searched for, and the address keeps it', `/title/${series}`, async (page) => {
      const field = page.getByRole('combobox', { name: 'Compare with another title' });
      await field.fill(filmName(1));
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`with=${sharedFilm}`));
      const row = page.getByRole('row').filter({ hasText: 'Ida Strand' });
      assert.match(await row.innerText(), /Actress: The Keeper \(60 episodes\)\s+Actress: Ida/);
      await page.reload();
      await page.getByText('2 people in common with').waitFor();
      await page.getByRole('row').filter({ hasText: 'Ole Brook' }).getByText('Director').first().waitFor();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Stop comparing' }).click();
      await page.getByText('Choose a second title').waitFor();
    });

    await part('other titles stand by country, states that are gone by their names', `/title/${series}`, async (page) => {
      await page.locator('summary').click();
      assert.deepEqual(await page.locator('details dt').allInnerTexts(), ['No country', 'Soviet Union', 'United States', 'Yugoslavia']);
      await page.locator('details dd', { hasText: 'Маяк' }).getByText('Russian').waitFor();
      await page.locator('details dd', { hasText: 'Svetionik' }).getByText('transliterated title').waitFor();
      assert.match(await page.locator('dl', { hasText: 'These facts come from' }).innerText(), /IMDb’s dataset files/);
    });

    await part('a career as a drawing and as a table, with the best, the worst and companions', `/person/${actor}`, async (page) => {
      const drawing = page.getByRole('img', { name: /^62 titles between 1950 and 2010/ });
      await drawing.waitFor();
      assert.ok(await drawing.locator('rect').count() > 3);
      assert.equal(await page.locator('section', { hasText: 'Best and worst' }).locator('li').count(), 6);
      await page.getByText('titles with at least 10,000 votes').or(page.getByText('titles with at least 1,000 votes')).waitFor();
      await page.getByRole('heading', { name: 'Works often with' }).scrollIntoViewIfNeeded();
      const companion = page.getByRole('listitem').filter({ hasText: 'Mio Reed' });
      await companion.getByText('61 titles together').waitFor();
      await assertAccessible(page);
      await page.getByText('Table', { exact: true }).first().click();
      await page.getByRole('row').filter({ hasText: '2001' }).getByRole('cell').nth(1).filter({ hasText: '1' }).waitFor();
      const filmography = page.locator('section', { has: page.getByRole('heading', { name: 'Filmography 62' }) });
      const credits = filmography.locator('ol > li');
      assert.equal(await credits.count(), 60);
      await filmography.getByRole('button', { name: 'Show more' }).click();
      await credits.nth(61).waitFor();
      assert.equal(new Set(await credits.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('href')).filter((href) => href?.startsWith('/title/')))).size, 62);
      assert.equal(await filmography.getByRole('button', { name: 'Show more' }).count(), 0);
      await page.getByRole('button', { name: 'Writer 1' }).click();
      await page.getByRole('heading', { name: 'Filmography 1', exact: true }).waitFor();
      assert.match(await page.locator('section[aria-labelledby="films-title"] ol > li').innerText(), /Actress: A guest · Writer/);
      await page.getByRole('button', { name: 'Writer 1' }).click();
      await filmography.waitFor();
      await companion.getByRole('link', { name: 'Mio Reed' }).click();
      await page.getByRole('heading', { level: 1, name: 'Mio Reed' }).waitFor();
    });

    await part('somebody whom the file does not name is told of in a sentence, and browsed by like anybody', `/title/${sharedFilm}`, async (page) => {
      const sentence = `A person whom IMDb’s file does not name (${unnamed})`;
      await page.getByRole('region', { name: 'Cast' }).getByRole('link', { name: sentence }).click();
      await page.getByRole('heading', { level: 1, name: sentence }).waitFor();
      await page.getByRole('heading', { name: 'Works often with' }).scrollIntoViewIfNeeded();
      await page.getByRole('listitem').filter({ hasText: 'Mio Reed' }).getByText('31 titles together').waitFor();
      await assertAccessible(page);
      await page.goto(`/person/${actor}`);
      await page.getByRole('heading', { name: 'Works often with' }).scrollIntoViewIfNeeded();
      await page.getByRole('listitem').filter({ hasText: '31 titles together' }).getByRole('link', { name: sentence }).click();
      await page.getByRole('heading', { level: 1, name: sentence }).waitFor();
      await page.getByRole('link', { name: 'Browse these titles' }).click();
      await page.waitForURL(new RegExp(`/browse\\?person=${unnamed}$`));
      await page.getByText('31 titles', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: `Remove filter: ${sentence}` }).waitFor();
      await settled(page);
      await assertAccessible(page);
    });

    for (const view of ['grid', 'list', 'table'] as const) await part(`a watchlist of 3,000 as a ${view}: only what is seen is in the page, to the very end`, `/watchlist?view=${view}&sort=title`, async (page) => {
      const entries = view === 'table' ? page.locator('tbody tr:not(.room)') : page.locator('main ul[aria-label] > li');
      const entry = (name: string) => page.locator('main a', { hasText: name }).first();
      await entry(filmName(1)).waitFor();
      const drawn = await entries.count();
      assert.ok(drawn < 120, `${drawn} entries are drawn at once`);
      await assertAccessible(page);
      for (let turn = 0; turn < 6; turn++) {
        await page.evaluate((share) => window.scrollTo(0, document.body.scrollHeight * share), turn / 6);
        await page.waitForTimeout(60);
      }
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      await entry(filmName(films)).waitFor();
      const last = entries.last();
      assert.equal(await last.getAttribute(view === 'table' ? 'aria-rowindex' : 'aria-posinset'), String(view === 'table' ? films + 1 : films));
      assert.ok(await entries.count() <= drawn + 60, 'the page does not grow');
      if (view === 'grid') {
        await entry(filmName(films)).focus();
        await page.keyboard.press('ArrowUp');
        assert.notEqual(await page.evaluate(() => document.activeElement?.textContent?.includes('3000')), true);
      }
      await entry(filmName(films)).click();
      await page.getByRole('heading', { level: 1, name: filmName(films) }).waitFor();
      await page.goBack();
      await entry(filmName(films)).waitFor();
    });

    await part('a watchlist is narrowed, ordered and changed where it is long', '/watchlist?view=list', async (page) => {
      await page.getByLabel('Part of a title').fill('film 29');
      await page.getByText('100 titles', { exact: true }).waitFor();
      await page.getByLabel('Kind', { exact: true }).selectOption('short');
      await page.getByText('20 titles', { exact: true }).waitFor();
      assert.match(page.url(), /q=film\+29.*kind=short|kind=short.*q=film\+29/);
      await page.goto('/watchlist?view=table&sort=year');
      await settled(page);
      assert.equal(await page.locator('th[aria-sort=descending]').innerText(), 'Year');
      await page.getByRole('button', { name: 'Title', exact: true }).click();
      await page.waitForURL(/sort=title/);
      await page.getByRole('button', { name: `Take ${filmName(2)} off your watchlist` }).click();
      await page.getByText('2,999 titles', { exact: true }).waitFor();
      assert.equal((await ask<{ total: number }>(page, '/watchlist?limit=1')).total, films - 1);
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await page.getByText('3,000 titles', { exact: true }).waitFor();
      await page.goto('/watchlist');
      await settled(page);
      assert.equal(await page.getByRole('radio', { name: 'Grid' }).isChecked(), true, 'a view that stood only in an address is not kept');
      await page.getByText('List', { exact: true }).click();
      await page.goto('/watchlist');
      await settled(page);
      assert.equal(await page.getByRole('radio', { name: 'List' }).isChecked(), true);
    });

    await part('high contrast is a choice, and the next page comes in it from the start', '/settings', async (page) => {
      await page.getByRole('radio', { name: 'High contrast' }).check({ force: true });
      await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'contrast');
      await page.goto(`/title/${series}`);
      assert.equal(await page.evaluate(() => document.documentElement.dataset['theme']), 'contrast');
      await page.getByRole('heading', { name: 'Ratings of all episodes' }).scrollIntoViewIfNeeded();
      await page.getByRole('grid').waitFor();
      await settled(page);
      await assertAccessible(page, 'contrast');
      await page.emulateMedia({ forcedColors: 'active' });
      assert.ok(await page.getByRole('grid').locator('a').first().isVisible());
      await send(page, 'PUT', '/session/preferences', { theme: 'system' });
    });
  }
}
