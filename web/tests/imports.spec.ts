import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, open, send, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';
import { zip } from './zip.ts';

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
    ['Simkl', 'SimklBackup.csv', `simkl_id,TVDB_ID,TMDB,IMDB_ID,MAL_ID,Type,Title,Year,LastEpWatched,Watchlist,WatchedDate,Rating,Memo\n,,,${one.id},,movie,"${one.title}",${one.year},,completed,8/20/2015,6,"a memo"\n`],
    ['TMDB', 'ratings.csv', `TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated\n70001,${one.id},movie,"${one.title}",2014-07-20T00:00:00Z,,,7.757,7,2023-05-02T09:29:50Z\n`],
    ['MDBList', 'rainy.csv', `rank,title,release_year,imdb_id,tvdb_id,mediatype,id\n1,"${one.title}",${one.year},${one.id},,movie,70001\n`],
    ['Movary', 'history.csv', `title,year,tmdbId,imdbId,watchedAt,comment\n"${one.title}",${one.year},70001,${one.id},2022-03-04,"in the rain"\n`],
    ['Yamtrack', 'yamtrack.csv', `"media_id","source","media_type","title","image","season_number","episode_number","score","status","start_date","end_date","notes","progress"\n"70001","tmdb","movie","${one.title}","","","","7.5","Completed","2024-02-09","2024-02-09","",""\n`],
    ['Ryot', 'ryot-export.json', JSON.stringify({ collections: [], exercises: [], metadata: [{ lot: 'movie', source: 'tmdb', identifier: '70001', source_id: one.title, seen_history: [{ progress: '100', ended_on: '2023-03-04T20:00:00Z', started_on: null }], reviews: [], collections: ['Watchlist'] }] })],
    ['A table of your own', 'mine.csv', `Title,Year,Rating\n"${two.title}",${two.year},6\n`],
    ['Letterboxd', 'letterboxd-ada.zip', zip({
      'diary.csv': `Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2019-02-02,"${one.title}",${one.year},https://boxd.it/zz1,4,,,2019-02-01\n`,
      'watchlist.csv': `Date,Name,Year,Letterboxd URI\n2019-02-02,"${two.title}",${two.year},https://boxd.it/zz2\n`,
      'likes/films.csv': `Date,Name,Year,Letterboxd URI\n2019-02-02,"${one.title}",${one.year},https://boxd.it/zz3\n`,
      'profile.csv': 'Date Joined,Username,Favorite Films\n2019-01-01,ada,\n',
    })],
    ['Trakt', 'trakt-ada.zip', zip({
      'export/watched-history-1.json': JSON.stringify([{ id: 1, watched_at: '2018-03-22T06:33:24.000Z', action: 'watch', type: 'movie', movie: { title: one.title, year: one.year, ids: { trakt: 1, imdb: one.id } } }]),
      'export/ratings-movies.json': JSON.stringify([{ rated_at: '2018-03-23T06:33:24.000Z', rating: 7, type: 'movie', movie: { title: two.title, year: two.year, ids: { trakt: 2, imdb: two.id } } }]),
      'export/user-profile.json': JSON.stringify({ username: 'ada' }),
    })],
  ] as const;
  /** The page of the title says whose file a viewing came with. */
  const comesFrom = async (source: string): Promise<void> => {
    const title = await context.newPage();
    await title.goto(`/title/${one.id}`);
    await title.getByRole('button', { name: 'Seen', exact: true }).click();
    await title.getByText(`imported: ${source}`, { exact: true }).waitFor();
    await assertAccessible(title);
    if (process.env['MARQUEE_SHOTS']) await title.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/seen-origin-${size.width}-${scheme}.png` });
    await title.close();
  };
  await step('a file is shown and thrown away', async () => {
    await drop(page, kinds[0][1], kinds[0][2]);
    await page.getByRole('heading', { name: 'This is what would change' }).waitFor();
    await page.getByRole('button', { name: 'Throw away', exact: true }).click();
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
  });

  for (const [source, name, text] of kinds) {
    await step(`${name} of ${source} is recognised, shown, applied and taken back`, async () => {
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
      await page.getByRole('button', { name: /^Apply [1-9]\d* rows?$/ }).click();
      await page.getByRole('heading', { name: 'Applied' }).waitFor();
      await page.getByText(/^[1-9]\d* rows? (is|are) written\.$/).waitFor();
      if (name === 'diary.csv' || name === 'trakt-ada.zip') await comesFrom(source);
      await page.getByRole('button', { name: 'Undo this import' }).click();
      await page.getByRole('heading', { name: 'Taken back' }).waitFor();
    });
  }

  if (size.touch) await step('an import is stopped on the way and goes on', async () => {
    const rows = 60_000;
    await drop(page, 'ratings.csv', `Const,Your Rating,Date Rated,Title,URL,Title Type\n${Array.from({ length: rows }, (_, i) => `tt${91_000_000 + i},7,2019-01-02,Film ${i},,movie\n`).join('')}`);
    await page.getByRole('button', { name: /^Apply 60,000 rows$/ }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('heading', { name: 'Cancelled' }).waitFor();
    const rest = page.getByRole('button', { name: /^Go on with / });
    const left = Number(((await rest.textContent()) ?? '').replace(/\D/g, ''));
    assert.ok(left > 0 && left <= rows, `${left} rows are left`);
    await assertAccessible(page);
    await shot('cancelled');
    await rest.click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor({ timeout: 60_000 });
    await page.getByText('60,000 rows are written.').waitFor();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('heading', { name: 'Taken back' }).waitFor({ timeout: 60_000 });
  });

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

  await step('likes and notes of a file are counted and applied, a note of one’s own stays, and all goes again', async () => {
    await send(page, 'PUT', `/notes/${two.id}`, { note: 'mine' });
    await drop(page, 'mine.csv', `Title,Year,Liked,Note\n"${one.title}",${one.year},yes,for a Sunday\n"${two.title}",${two.year},yes,of the file\n`);
    await page.getByText('It brings 2 likes, 1 note.').waitFor();
    await page.getByRole('tab', { name: /^Said otherwise by you/ }).click();
    await page.getByText('you have another note on this title, which stays').waitFor();
    await assertAccessible(page);
    await shot('notes');
    await page.getByRole('button', { name: 'Apply 2 rows' }).click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor();
    const own = async (id: string): Promise<{ liked?: boolean; note?: string | null }> => (await ask<{ mine: { liked?: boolean; note?: string | null } }>(page, `/titles/${id}`)).mine;
    assert.deepEqual([(await own(one.id)).liked, (await own(one.id)).note, (await own(two.id)).liked, (await own(two.id)).note], [true, 'for a Sunday', true, 'mine']);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('heading', { name: 'Taken back' }).waitFor();
    assert.deepEqual([(await own(one.id)).liked, (await own(one.id)).note ?? null, (await own(two.id)).note], [false, null, 'mine']);
    await send(page, 'PUT', `/notes/${two.id}`, { note: '' });
  });

  await step('public lists are off until a host switches them on, and say why', async () => {
    await page.goto('/import');
    await settled(page);
    await page.getByText('Public lists on the web').click();
    await page.getByText('This is switched off.').waitFor();
    await assertAccessible(page);
    await shot('web-lists');
    await page.getByRole('link', { name: 'Switch it on in the settings' }).click();
    await page.getByRole('checkbox', { name: 'Read public lists of other sites' }).waitFor();
    await page.getByText('Set Outbound:Contact first').waitFor();
    assert.equal(await page.getByRole('checkbox', { name: 'Read public lists of other sites' }).isDisabled(), true);
    await assertAccessible(page);
  });

  await step('the health of public lists is told in words', async () => {
    // No test asks another site for its lists, so the server's answer is made up here.
    await page.route('**/api/v1/imports/web-lists', (route) => route.fulfill({ json: { on: true, fixed: false, contact: 'ada@example.org', lists: [
      { id: 1, source: 'imdb-list-page', address: 'https://www.imdb.com/list/ls000000001/', name: 'Rainy days', rows: 42, asked: false, triedAt: '2026-01-02T10:00:00Z', goodAt: '2026-01-02T10:00:00Z', next: '2026-01-09T10:00:00Z', import: 7 },
      { id: 2, source: 'letterboxd-list-page', address: 'https://letterboxd.com/ada/watchlist/', asked: false, triedAt: '2026-01-02T10:00:00Z', next: '2026-01-09T10:00:00Z', siteRests: '2026-01-02T11:00:00Z', failure: 'letterboxd.com refuses to show this list to programs (403).' },
    ] } }));
    await page.goto('/import');
    await settled(page);
    await page.getByText('Public lists on the web').click();
    const [good, bad] = [page.getByRole('listitem').filter({ hasText: 'Rainy days' }), page.getByRole('listitem').filter({ hasText: 'ada/watchlist' })];
    await good.getByText('Works', { exact: true }).waitFor();
    await good.getByText(/42 titles/).waitFor();
    await good.getByRole('button', { name: 'See what would change' }).waitFor();
    await bad.getByText('Failed', { exact: true }).waitFor();
    await bad.getByText(/refuses to show this list/).waitFor();
    await bad.getByText(/The site is left alone until/).waitFor();
    await assertAccessible(page);
    await shot('web-lists-health');
    await page.unroute('**/api/v1/imports/web-lists');
  });
  await context.close();
}

async function drop(page: Page, name: string, text: string | Buffer): Promise<void> {
  await page.goto('/import');
  await settled(page);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: typeof text === 'string' ? Buffer.from(text) : text });
}
