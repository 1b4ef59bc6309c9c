import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, assertNoShift, open, send, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Card = { id: string; title: string };
type Marked = { items: Card[]; total: number };

/** What a member likes and what is kept out of suggestions: listed, taken back, and undone. */
export async function likes(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/likes-${name}-${size.width}-${scheme}.png` });
  };
  await t.test(`likes and no interest are listed, taken back and undone, ${size.name}, ${scheme}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    const stands = async (name: string): Promise<void> => {
      await settled(page);
      await assertNoShift(page);
      await assertAccessible(page, scheme);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
      await shoot(page, name);
    };
    const titles = page.locator('main ol > li .name');

    // Led to by name on a phone, by an icon on a desk.
    await page.goto(size.touch ? '/more' : '/');
    await page.getByRole('link', { name: 'Liked', exact: true }).filter({ visible: true }).click();
    await page.waitForURL('**/likes');
    await page.getByRole('heading', { name: 'Nothing liked yet' }).waitFor();
    await stands('none');
    await page.getByRole('tab', { name: 'Liked' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Nothing is kept from you' }).waitFor();
    await page.waitForURL('**/likes?what=hidden');
    await stands('none-hidden');

    const films = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=62')).items;
    for (const film of films) await send(page, 'PUT', `/likes/${film.id}`);
    for (const film of films.slice(0, 2)) await send(page, 'PUT', `/not-interested/${film.id}`);
    await page.goto('/likes');
    await stands('liked');
    await page.getByText('62 titles you like').waitFor();
    assert.equal(await titles.count(), 60);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.waitForFunction(() => document.querySelectorAll('main ol > li').length === 62);
    const latest = await titles.first().innerText();
    await page.getByRole('button', { name: `Take the like of ${latest} back` }).click();
    await page.getByText(`${latest} is no longer among what you like.`).waitFor();
    await page.getByText('61 titles you like').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('62 titles you like').waitFor();
    assert.equal(await titles.first().innerText(), latest);

    await page.getByRole('tab', { name: 'Not interested' }).click();
    await page.getByText('2 titles that are not suggested').waitFor();
    await stands('hidden');
    const first = await titles.first().innerText();
    await page.getByRole('button', { name: `Let ${first} be suggested again` }).click();
    await page.getByText(`${first} may be suggested again.`).waitFor();
    await page.getByText('1 title that is not suggested').waitFor();
    assert.equal((await ask<Marked>(page, '/not-interested')).total, 1);

    for (const film of films) await send(page, 'DELETE', `/likes/${film.id}`);
    for (const film of films.slice(0, 2)) await send(page, 'DELETE', `/not-interested/${film.id}`);
    assert.deepEqual(faults, []);
    await context.close();
  });
}
