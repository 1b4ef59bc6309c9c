import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible as assertAxe, assertNoShift, open, send, settled, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Card = { id: string; title: string; series?: { season?: number; episode?: number } | null; mine?: { seen: boolean } };
type List = { items: (Card & { note?: string | null; place: number })[] };

const titles = (page: Page): Promise<string[]> => page.locator('main ol > li .name').allInnerTexts();
const inOrder = (page: Page, wanted: string[]): Promise<unknown> =>
  page.waitForFunction((all) => JSON.stringify([...document.querySelectorAll('main ol > li .name')].map((each) => each.textContent)) === JSON.stringify(all), wanted);

/** A sheet that is still sliding in is not judged. */
async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
  await assertAxe(page);
}

/** What a member makes of titles beside ratings: lists, notes, hearts, how far a series is watched. On one size of window. */
export async function lists(t: TestContext, stage: Stage, size: Size): Promise<void> {
  const journey = (name: string, go: (page: Page) => Promise<void>): Promise<void> =>
    t.test(`${name}, ${size.name}`, async () => {
      const { page, context, faults } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
      await page.goto('/');
      await settled(page);
      await go(page);
      assert.deepEqual(faults, []);
      await context.close();
    });

  await journey('lists: add from a title, order by keyboard and by place, note, share, undo', async (page) => {
    const films = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=3')).items;
    const name = `Winter ${size.name}`;
    await page.goto(`/title/${films[0]!.id}`);
    await settled(page);
    await page.getByRole('button', { name: 'Add to list' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add to list' });
    await sheet.getByLabel('Name of a new list').fill(name);
    await sheet.getByRole('button', { name: 'Make and add' }).click();
    const box = sheet.getByRole('checkbox', { name: new RegExp(name) });
    await box.waitFor();
    assert.equal(await box.isChecked(), true);
    await assertAccessible(page);
    await page.keyboard.press('Escape');

    const list = (await ask<{ id: number; name: string }[]>(page, '/lists')).find((each) => each.name === name)!;
    for (const film of films.slice(1)) await send(page, 'PUT', `/lists/${list.id}/titles/${film.id}`, {});
    await page.goto(`/lists/${list.id}`);
    await settled(page);
    await assertAccessible(page);
    const [first, second, third] = await titles(page);
    await page.getByRole('button', { name: `Move ${third}, place 3` }).focus();
    await page.keyboard.press('ArrowUp');
    await inOrder(page, [first!, third!, second!]);
    // The grip keeps the focus, so that the next press moves on.
    await page.waitForFunction((label) => document.activeElement?.getAttribute('aria-label') === label, `Move ${third}, place 2`);
    await page.keyboard.press('ArrowUp');
    await inOrder(page, [third!, first!, second!]);

    await page.getByRole('button', { name: `Move ${second}, place 3` }).click();
    const words = page.getByRole('dialog', { name: 'Place and note' });
    await words.getByLabel(/^Place/).fill('1');
    await words.getByLabel('Note').fill('with popcorn');
    await assertAccessible(page);
    await words.getByRole('button', { name: 'Save' }).click();
    await inOrder(page, [second!, third!, first!]);
    await page.getByText('with popcorn').waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await inOrder(page, [third!, first!, second!]);

    const grip = (await page.getByRole('button', { name: `Move ${second}, place 3` }).boundingBox())!;
    const top = (await page.getByRole('button', { name: `Move ${third}, place 1` }).boundingBox())!;
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(top.x + top.width / 2, top.y + top.height / 2, { steps: 8 });
    await page.mouse.up();
    await inOrder(page, [second!, third!, first!]);

    await page.getByRole('button', { name: 'Edit list' }).click();
    const edit = page.getByRole('dialog', { name: 'Edit list' });
    await edit.getByLabel('Description').fill('For long evenings');
    await edit.getByRole('checkbox', { name: 'The others of the house may see it' }).check();
    await edit.getByRole('button', { name: 'Save' }).click();
    await page.getByText('For long evenings').waitFor();
    await page.getByText(/^Shared/).waitFor();
    assert.deepEqual((await ask<List>(page, `/lists/${list.id}`)).items.map((item) => item.place), [1, 2, 3]);

    await page.goto('/activity');
    await settled(page);
    await page.getByText('Changed the list').first().waitFor();
    await assertAccessible(page);
    await send(page, 'DELETE', `/lists/${list.id}`);
  });

  await journey('a heart, a note, no interest, and the words beside a watchlist entry', async (page) => {
    const film = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=5')).items[4]!;
    await page.goto(`/title/${film.id}`);
    await settled(page);
    await page.getByRole('button', { name: 'Like', exact: true }).click();
    await page.getByText(`You like ${film.title}.`).waitFor();
    await page.getByRole('button', { name: 'Not interested' }).click();
    await page.getByText(`${film.title} will not be suggested any more.`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.getByLabel('Your note; only you see it').fill('Seen with Ivo');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Seen with Ivo', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Watchlist', exact: true }).click();
    await page.getByRole('button', { name: 'Note and priority' }).click();
    const entry = page.getByRole('dialog', { name: 'On your watchlist' });
    await entry.getByRole('radio', { name: 'First' }).check({ force: true });
    await entry.getByLabel('Note').fill('soon');
    await assertAccessible(page);
    await entry.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`Kept beside ${film.title}.`).waitFor();
    await page.goto('/watchlist?view=list&sort=priority');
    await page.getByText('First · soon').waitFor();
    await assertAccessible(page);
    for (const path of [`/likes/${film.id}`, `/notes/${film.id}`, `/watchlist/${film.id}`]) await send(page, 'DELETE', path);
  });

  await journey('a series up to here, what is next, and back by one undo', async (page) => {
    const series = (await ask<{ items: Card[] }>(page, '/browse?kind=tvSeries&limit=40')).items;
    let found: { series: Card; episodes: Card[] } | undefined;
    for (const each of series) {
      const episodes = (await ask<Card[]>(page, `/titles/${each.id}/episodes`)).filter((episode) => episode.series?.season && episode.series.episode);
      if (episodes.length >= 3) { found = { series: each, episodes }; break; }
    }
    assert.ok(found, 'the sample has a series with three episodes');
    const { episodes } = found;
    await page.goto(`/title/${found.series.id}`);
    await settled(page);
    await page.getByRole('button', { name: /^Seen up to / }).nth(1).click();
    await page.getByText(/is marked as seen up to/).waitFor();
    await assertAccessible(page);
    assert.equal((await ask<Card[]>(page, '/next-up'))[0]?.id, episodes[2]!.id);
    await page.goto('/watchlist');
    await page.getByRole('heading', { name: 'Next up' }).waitFor();
    await page.locator(`a[href="/title/${episodes[2]!.id}"]`).waitFor();
    await settled(page);
    await assertNoShift(page);
    await assertAccessible(page);
    await page.goto('/activity');
    await page.locator('li', { hasText: 'Episodes seen' }).first().getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back.').first().waitFor();
    assert.equal((await ask<Card[]>(page, '/next-up')).length, 0);
  });

  await journey('ratings as five stars', async (page) => {
    const film = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=6')).items[5]!;
    await page.goto('/settings');
    await settled(page);
    await page.getByRole('radio', { name: 'Five stars' }).check({ force: true });
    await page.getByText('Saved.').first().waitFor();
    await page.goto(`/title/${film.id}`);
    await settled(page);
    await page.getByRole('button', { name: '3.5 stars of 5' }).click();
    await page.getByText('3.5 / 5').waitFor();
    await assertAccessible(page);
    await send(page, 'DELETE', `/ratings/${film.id}`);
    await send(page, 'PUT', '/session/preferences', { ratingStyle: 'ten' });
  });
}
