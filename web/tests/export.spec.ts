import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { ask, assertAccessible, assertNoShift, open, send, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Card = { id: string; title: string };

/** Everything is taken along from the page, and comes back through the page of imports. */
export async function exports(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
  await page.goto('/');
  const film = (await ask<{ picks: Card[] }>(page, '/tonight?kind=movie&limit=1')).picks[0]!;
  const list = `Taken "along" / ${size.width}`;
  const step = (name: string, go: () => Promise<void>): Promise<void> => t.test(`${name}, ${size.name}, ${scheme}`, async () => {
    faults.length = 0;
    await go();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
    assert.deepEqual(faults, []);
  });
  const got = async (name: string): Promise<{ file: string; text: string }> => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('main').getByRole('link', { name, exact: true }).click()]);
    return { file: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };

  await step('the page says what each file is for, and is reached from where it belongs', async () => {
    await send(page, 'PUT', `/ratings/${film.id}`, { rating: 8 });
    await send(page, 'PUT', `/notes/${film.id}`, { note: '=1+1' });
    await send(page, 'POST', '/lists', { name: list, query: 'kind=movie', limit: 2 });
    await page.goto(size.touch ? '/more' : '/import');
    await settled(page);
    await page.getByRole('link', { name: 'Take everything along' }).click();
    await page.getByRole('heading', { name: 'Everything, as one archive' }).waitFor();
    await page.getByText(list).waitFor();
    await settled(page);
    await assertNoShift(page);
    await assertAccessible(page);
    if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/export-${size.width}-${scheme}.png`, fullPage: true });
  });

  await step('each file comes under its name', async () => {
    assert.match((await got('Ratings')).text, new RegExp(`^Const,Your Rating,[^]*\n${film.id},8,`));
    assert.equal((await got('Watchlist')).file, 'watchlist.csv');
    const taken = await got(`Download the list ${list}`);
    assert.equal(taken.file, `Taken -along- - ${size.width}.csv`);
    assert.equal(taken.text.trim().split('\n').length, 3);
    assert.match((await got('Download the ZIP')).file, /^marquee-.+-letterboxd-[0-9-]+\.zip$/);
  });

  await step('the archive is taken along, and brings back what was lost', async () => {
    await page.goto('/export');
    await settled(page);
    const { file, text } = await got('Download the archive');
    assert.match(file, /^marquee-.+\.json$/);
    assert.ok(JSON.parse(text).notes.some((note: { note: string }) => note.note === '=1+1'));
    await send(page, 'DELETE', `/ratings/${film.id}`);
    await send(page, 'DELETE', `/notes/${film.id}`);
    await page.goto('/import');
    await settled(page);
    await page.locator('input[type=file]').setInputFiles({ name: file, mimeType: 'application/json', buffer: Buffer.from(text) });
    await page.getByRole('heading', { name: 'This is what would change' }).waitFor();
    await page.getByText(`${file} · Marquee ·`).first().waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Apply 2 rows' }).click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor();
    const { mine } = await ask<{ mine: { rating: number } }>(page, `/titles/${film.id}`);
    assert.equal(mine.rating, 8);
  });
  await context.close();
}
