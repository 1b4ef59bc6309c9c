import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertNoShift, ask, open, send, settled, type Scheme, type Size, type Watched } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';

const shots = process.env['MARQUEE_SHOTS'];
type Card = { id: string; title: string };

/** A member looks back at a year, keeps its picture, and compares with another one. */
export async function review(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${size.width}-${scheme}.png`, fullPage: true });
  };
  const stands = async (page: Page): Promise<void> => {
    await settled(page);
    await assertNoShift(page);
    await assertAccessible(page, scheme);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
  };
  const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
  await host.page.goto('/');
  const join = async (name: string): Promise<Watched & { id: number; name: string }> => {
    const made = await send<{ id: number; link: string }>(host.page, 'POST', '/members', { name, role: 'member' });
    const tab = await open(stage.browser, stage.server.url, size, { scheme });
    await signInByLink(tab.page, new URL(made.link, stage.server.url).pathname);
    return { ...tab, id: made.id, name };
  };
  const rea = await join(`Rea ${size.width}`);
  const ivo = await join(`Ivo ${size.width}`);
  const { page } = rea;
  const films = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=12')).items;
  const episodes = (await ask<{ items: Card[] }>(page, '/browse?kind=tvEpisode&limit=3')).items;

  await t.test(`a year without a dated watch teaches how to bring one, ${size.name}, ${scheme}`, async () => {
    await page.goto('/review');
    await page.getByRole('heading', { name: /^Nothing with a date in \d{4}$/ }).waitFor();
    await stands(page);
    await shoot(page, 'review-empty');
    await page.getByRole('link', { name: 'Import your history' }).click();
    await page.waitForURL('**/import');
  });

  await t.test(`a year in review is read, switched and kept as a picture, ${size.name}, ${scheme}`, async () => {
    for (const [at, film] of films.entries()) {
      await send(page, 'POST', `/titles/${film.id}/watches`, { at: `2024-${String((at % 5) + 2).padStart(2, '0')}-${String(10 + at).padStart(2, '0')}` });
      if (at < 8) await send(page, 'PUT', `/ratings/${film.id}`, { rating: 10 - at });
    }
    for (const episode of episodes) await send(page, 'POST', `/titles/${episode.id}/watches`, { at: '2024-03-12' });
    await send(page, 'POST', `/titles/${films[0]!.id}/watches`, { at: '2023-06-01' });
    await send(page, 'POST', `/titles/${films[1]!.id}/watches`, { at: null });

    await page.goto('/more');
    await page.locator('main').getByRole('link', { name: 'Year in review' }).click();
    await page.waitForURL('**/review/2024');
    await page.getByRole('heading', { level: 1, name: 'Your year 2024' }).waitFor();
    await stands(page);
    const numbers = page.getByRole('region', { name: 'The year in numbers' });
    assert.deepEqual(await numbers.locator('dd.value').allInnerTexts().then((texts) => texts.slice(0, 2)), [String(films.length), String(episodes.length)]);
    await numbers.getByText(`${films.length - 1} more than in 2023`).waitFor();
    await numbers.getByText(`New to you: ${films.length + episodes.length - 1} · seen again: 1`).waitFor();
    await page.getByText('1 watch has no known date.', { exact: false }).waitFor();
    await page.getByRole('region', { name: 'You rated highest' }).getByRole('link', { name: films[0]!.title, exact: false }).first().waitFor();
    await page.getByRole('img', { name: /^Watches of each month of 2024; most in / }).waitFor();

    const months = page.getByRole('region', { name: 'Through the year' });
    await months.getByRole('radio', { name: 'Table' }).check({ force: true });
    assert.equal(await months.getByRole('row').count(), 13);
    await months.getByRole('row', { name: 'February 3' }).waitFor();
    await assertAccessible(page, scheme);
    await months.getByRole('radio', { name: 'Chart' }).check({ force: true });

    const picture = page.getByRole('img', { name: 'Your year 2024 as a picture', exact: false });
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => (document.querySelector('img[width="1080"]') as HTMLImageElement).naturalWidth === 1080);
    await shoot(page, 'review');
    if (shots) await picture.screenshot({ path: `${shots}/picture-${size.width}.png` });
    for (const [press, file, begins] of [['Save picture', 'marquee-2024.svg', '<svg'], ['Save as PNG', 'marquee-2024.png', '\u0089PNG']] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(press, { exact: true }).click()]);
      assert.equal(download.suggestedFilename(), file);
      assert.equal(readFileSync(await download.path()).toString('latin1').startsWith(begins), true, file);
    }

    await page.getByRole('navigation', { name: 'Years' }).getByRole('link', { name: '2023' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your year 2023' }).waitFor();
    await stands(page);
    assert.equal(await page.getByRole('navigation', { name: 'Years' }).locator('[aria-current=page]').innerText(), '2023');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  });

  await t.test(`opened by itself the picture runs nothing and asks for nothing, ${size.name}`, async () => {
    const alone = await open(stage.browser, stage.server.url, size, { scheme, signedIn: await rea.context.storageState() });
    const answer = await alone.page.goto('/api/v1/review/2024/picture.svg');
    assert.equal(answer?.headers()['content-type'], 'image/svg+xml; charset=utf-8');
    assert.match(answer?.headers()['content-security-policy'] ?? '', /default-src 'none'.*sandbox/);
    assert.deepEqual(alone.faults, []);
    await alone.context.close();
  });

  await t.test(`two members compare once both have switched it on, ${size.name}, ${scheme}`, async () => {
    for (const [at, film] of films.entries()) if (at < 7) await send(ivo.page, 'PUT', `/ratings/${film.id}`, { rating: at === 6 ? 10 : 9 - at });
    for (const tab of [rea, ivo]) await send(tab.page, 'PUT', `/watchlist/${films[10]!.id}`, {});
    await page.goto('/compare');
    await page.getByRole('heading', { name: 'You share nothing yet' }).waitFor();
    await stands(page);
    await shoot(page, 'compare-off');
    await page.getByRole('button', { name: 'Let others compare with me' }).click();
    await page.getByRole('heading', { name: 'Nobody else has switched it on' }).waitFor();
    await assertAccessible(page, scheme);

    await ivo.page.goto('/settings');
    await settled(ivo.page);
    await ivo.page.getByRole('checkbox', { name: 'Others of the house may compare with me' }).check();
    await ivo.page.getByText('Saved.').first().waitFor();
    await page.goto('/compare');
    await page.getByRole('link', { name: ivo.name }).click();
    await page.getByRole('heading', { name: `You and ${ivo.name}` }).waitFor();
    await page.getByText('on both watchlists', { exact: false }).waitFor();
    await stands(page);
    await page.getByText('How this is computed').click();
    await page.getByText('100 · (1 + r · n / (n + 10)) / 2').waitFor();
    await shoot(page, 'compare');
    const plot = page.getByRole('region', { name: 'Title by title' });
    await plot.getByRole('img', { name: `7 titles by your rating and that of ${ivo.name}`, exact: false }).waitFor();
    await plot.getByRole('radio', { name: 'Table' }).check({ force: true });
    assert.equal(await plot.getByRole('row').count(), 11);
    await assertAccessible(page, scheme);

    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByRole('heading', { name: 'You share nothing yet' }).waitFor();
    assert.deepEqual((await ask<{ members: unknown[] }>(ivo.page, '/compatibility')).members, []);
  });

  assert.deepEqual([...rea.faults, ...ivo.faults], []);
  for (const { id, name, context } of [rea, ivo]) {
    await send(host.page, 'DELETE', `/members/${id}?name=${encodeURIComponent(name)}`);
    await context.close();
  }
  await host.context.close();
}
