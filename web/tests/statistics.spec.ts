import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { assertAccessible, assertNoShift, ask, open, send, settled, type Scheme, type Size } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';

const shots = process.env['MARQUEE_SHOTS'];
type Card = { id: string; title: string };

/** A member of whom nothing is known is told how to begin; then evenings of two years are counted, drawn and written as tables. */
export async function statistics(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  await t.test(`statistics: empty, all years, one year, by keyboard and as tables, ${size.name}, ${scheme}`, async () => {
    const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    await host.page.goto('/settings');
    await settled(host.page);
    const made = await send<{ id: number; link: string }>(host.page, 'POST', '/members', { name: `Una ${size.width}`, role: 'member' });
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme });
    await signInByLink(page, new URL(made.link, stage.server.url).pathname);
    const shoot = async (name: string): Promise<void> => {
      if (shots) await page.screenshot({ path: `${shots}/${name}-${size.width}-${scheme}.png`, fullPage: true });
    };

    await page.goto('/statistics');
    await settled(page);
    await page.getByRole('heading', { name: 'Nothing to count yet' }).waitFor();
    assert.equal(await page.locator('main').getByRole('link', { name: 'Import' }).count(), 1);
    await assertAccessible(page, scheme);

    const films = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=30')).items;
    for (const [at, film] of films.entries()) {
      const month = String((at % 12) + 1).padStart(2, '0');
      await send(page, 'POST', `/titles/${film.id}/watches`, { at: `${at < 20 ? 2025 : 2024}-${month}-${String(10 + (at % 5)).padStart(2, '0')}T${17 + (at % 5)}:30:00Z` });
      if (at % 2) await send(page, 'PUT', `/ratings/${film.id}`, { rating: 5 + (at % 6) });
    }
    // Three in a row; one at half past eleven at night (UTC), which is the next year in Berlin; one that nobody can date.
    for (const at of ['2025-06-01', '2025-06-02', '2025-06-03', '2024-12-31T23:30:00Z', null]) await send(page, 'POST', `/titles/${films[0]!.id}/watches`, { at });

    await page.goto('/history');
    await settled(page);
    await page.locator('main').getByRole('link', { name: 'Statistics' }).click();
    await page.getByRole('heading', { name: 'Day by day in 2025' }).waitFor();
    await settled(page);
    await page.getByText('35 viewings').waitFor();
    await page.getByText('1 viewing has no known day: it counts above and stands in no year.').waitFor();
    await page.getByText('3 viewings have a day and no hour.').waitFor();
    await page.getByRole('img', { name: /^Viewings by year: 34\. 2025: 24$/ }).waitFor();
    await assertNoShift(page);
    await assertAccessible(page, scheme);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
    await shoot('statistics');

    const days = page.getByRole('slider', { name: 'Day by day in 2025' });
    await days.focus();
    await page.keyboard.press('Home');
    assert.equal(await days.getAttribute('aria-valuetext'), '1 Jan 2025: 1 viewing');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual([await days.getAttribute('aria-valuetext'), await days.getAttribute('aria-valuenow')], ['9 Jan 2025: 0 viewings', '9']);

    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('region', { name: 'Viewings by year, as a table' }).getByRole('row', { name: /^2024 10/ }).waitFor();
    await page.getByRole('region', { name: 'Day by day in 2025, as a table' }).getByRole('row', { name: '2 Jun 2025 1', exact: true }).waitFor();
    await assertAccessible(page, scheme);
    await shoot('statistics-tables');

    await page.getByLabel('Period').selectOption('2024');
    await page.getByText('10 viewings').waitFor();
    await page.getByRole('heading', { name: 'Day by day in 2024' }).waitFor();
    assert.equal(new URL(page.url()).search, '?year=2024');
    assert.equal(await page.getByRole('heading', { name: 'Viewings by year' }).count(), 0);
    await page.getByText('Chart', { exact: true }).click();
    await assertAccessible(page, scheme);
    await shoot('statistics-year');

    const genre = page.getByRole('region', { name: 'Genres' }).getByRole('link').first();
    await genre.click();
    await page.waitForURL(/\/browse\?genre=/);
    await settled(page);
    await page.goto('/statistics?year=1999');
    await page.getByRole('heading', { name: 'Nothing in 1999' }).waitFor();
    await settled(page);
    await assertAccessible(page, scheme);
    assert.deepEqual(faults, []);
    await send(host.page, 'DELETE', `/members/${made.id}`);
    await context.close();
    await host.context.close();
  });
}
