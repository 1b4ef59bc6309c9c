import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ask, assertAccessible, assertNoShift, open, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Found = { picks: { id: string }[] };

/** Every page, as it stands when it is opened by its address: reachable, named, quiet, still. */
export async function pages(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
  await page.goto('/');
  const film = (await ask<Found>(page, '/tonight?kind=movie&limit=1')).picks[0]!.id;
  const series = (await ask<Found>(page, '/tonight?kind=tvSeries&limit=1')).picks[0]?.id ?? film;
  const title = await ask<{ directors: { id: string }[]; cast: { id: string }[] }>(page, `/titles/${film}`);
  const person = (title.directors[0] ?? title.cast[0])?.id;
  const addresses = ['/', '/?minutes=100&genre=Drama', '/search', '/search?q=the', '/search?q=zzzzqqqq', `/title/${film}`, `/title/${series}`,
    ...(person ? [`/person/${person}`] : []), '/best', '/best?genre=Drama&decade=1990', '/browse', '/browse?genre=Drama&genre=War&minYear=1950&hideSeen=true', '/lists', '/watchlist', '/watchlist?view=list', '/watchlist?view=table', '/history', '/statistics', '/likes', '/wishes', '/wishes?whose=all', '/wishes?whose=house', '/review', '/review/2019', '/compare', '/import',
    '/import?what=catalog', '/export', '/activity', '/settings', '/more', '/no-such-page', '/title/tt99999999'];

  for (const address of addresses) {
    const name = address.replace(film, 'FILM').replace(series, 'SERIES').replace(person ?? ' ', 'PERSON');
    await t.test(`${name} stands: axe, one heading, no shift, no errors, ${size.name}, ${scheme}`, async () => {
      faults.length = 0;
      await page.goto(address);
      await settled(page);
      await assertNoShift(page);
      await assertAccessible(page, scheme);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
      assert.equal(await page.locator('h1').count(), 1);
      assert.match(await page.title(), /.+ · Marquee$/);
      assert.deepEqual(faults.filter((fault) => !(address === '/title/tt99999999' && /status of 404/.test(fault))), []);
    });
  }

  if (size.touch) await t.test(`everything that can be pressed is large enough for a thumb, ${size.name}, ${scheme}`, async () => {
    for (const address of ['/', `/title/${film}`, '/watchlist', '/settings', '/best', '/browse', '/lists', '/likes', '/wishes', '/wishes?whose=house', '/review/2019', '/compare', '/export']) {
      await page.goto(address);
      await settled(page);
      // Links inside sentences are exempt (WCAG 2.5.8), and so are radio inputs that lie under their own label.
      const small = await page.evaluate(() => [...document.querySelectorAll('button, select, a.button, nav a, input:not([type=radio], [type=checkbox], .unseen)')]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ box: element.getBoundingClientRect(), html: element.outerHTML.slice(0, 110) }))
        .filter(({ box }) => box.width > 1 && (box.height < 43.5 || box.width < 32)).map(({ html, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`));
      assert.deepEqual(small, [], address);
    }
  });
  await context.close();
}
