import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, open, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Card = { id: string; title: string; year: number };

/** Files of several programs: what the page makes of each, the questions answered with the keyboard alone, and the way back. */
export async function imports(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
  await page.goto('/import');
  await settled(page);
  const picks = (await ask<{ picks: Card[] }>(page, '/tonight?kind=movie&limit=4')).picks;
  const [one, two] = picks as [Card, Card];
  const shot = async (name: string): Promise<void> => {
    if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/imports-${name}-${size.width}-${scheme}.png`, fullPage: true });
  };
  const step = (name: string, go: () => Promise<void>): Promise<void> => t.test(`${name}, ${size.name}, ${scheme}`, async () => {
    faults.length = 0;
    await go();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
    assert.deepEqual(faults, []);
  });

  const kinds = [
    ['IMDb', 'ratings.csv', `Const,Your Rating,Date Rated,Title,URL,Title Type\n${one.id},7,2019-01-02,${one.title},,movie\n`],
    ['Letterboxd', 'diary.csv', `Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2019-02-02,"${one.title}",${one.year},https://boxd.it/zz1,4,,,2019-02-01\n`],
    ['Trakt', 'history.json', JSON.stringify([{ id: 1, watched_at: '2018-03-22T06:33:24.000Z', action: 'watch', type: 'movie', movie: { title: one.title, year: one.year, ids: { trakt: 1, imdb: one.id } } }])],
    ['Netflix', 'NetflixViewingHistory.csv', `Title,Date\n"${two.title}","3/27/19"\n"${two.title}","3/25/18"\n`],
    ['A table of your own', 'mine.csv', `Title,Year,Rating\n"${two.title}",${two.year},6\n`],
  ] as const;
  for (const [source, name, text] of kinds) {
    await step(`a file of ${source} is recognised, shown and thrown away`, async () => {
      await drop(page, name, text);
      await page.getByRole('heading', { name: 'This is what would change' }).waitFor();
      await page.getByText(`${name} · ${source} ·`).first().waitFor();
      if (source === 'A table of your own') {
        await page.getByRole('heading', { name: 'What the columns mean' }).waitFor();
        await page.getByLabel('Rating', { exact: false }).last().selectOption('none');
        await page.getByRole('button', { name: 'Read the file with these columns' }).click();
        await page.waitForFunction(() => [...document.querySelectorAll('select')].some((each) => each.value === 'none'));
        await assertAccessible(page);
        await shot('columns');
      }
      await page.getByRole('button', { name: 'Throw away', exact: true }).click();
      await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    });
  }

  await step('a question is answered with the keyboard, the file applied, a row and then all of it taken back', async () => {
    await drop(page, 'NetflixViewingHistory.csv', `Title,Date\n"${one.title}","3/27/17"\n"Quite Unheard Of ${size.width}${scheme}","3/25/17"\n"Never Heard Of ${size.width}${scheme}","3/24/17"\n`);
    await page.getByRole('heading', { name: 'Which title is meant?' }).waitFor();
    await assertAccessible(page);
    await shot('question');
    // Found by search, without a pointer: type, arrow, Enter; the chosen radio button then has the focus.
    const search = page.getByLabel('Another title');
    await search.focus();
    await page.keyboard.type(two.title, { delay: 10 });
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'radio' && document.activeElement.value !== 'none');
    await page.keyboard.press('Enter');
    await page.getByText('Never Heard Of').first().waitFor();
    await page.getByText('1 question', { exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'radio');
    await page.keyboard.press('0');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Which title is meant?' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Apply 2 rows' }).click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor();
    await shot('applied');
    await assertAccessible(page);
    await page.getByRole('button', { name: /^Take back / }).first().click();
    await page.getByText('taken back', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('heading', { name: 'Taken back' }).waitFor();
  });
  await context.close();
}

async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.goto('/import');
  await settled(page);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}
