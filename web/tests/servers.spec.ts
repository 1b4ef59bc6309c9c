import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, assertNoShift, open, send, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';
import { file, startStandIn } from './servarr.ts';

type Card = { id: string; title: string; year: number };

/** A host connects a Radarr, lets it tell its news, and sees what it has. */
export async function servers(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  await t.test(`a server is connected, tells its news, and what it has is shown, ${size.name}, ${scheme}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    const stands = async (name: string, moved = false): Promise<void> => {
      await settled(page);
      await page.waitForTimeout(250);
      if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/servers-${name}-${size.width}-${scheme}.png`, fullPage: true });
      // A list that somebody opened, or a question that came, has to take its room.
      if (!moved) await assertNoShift(page);
      await assertAccessible(page, scheme);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
    };
    await page.goto('/');
    const [known, other] = (await ask<{ items: Card[] }>(page, '/browse?kind=movie&limit=2')).items as [Card, Card];
    const radarr = await startStandIn('Radarr', [
      { id: 11, tmdbId: 900001, imdbId: known.id, title: known.title, year: known.year, monitored: true, added: '2024-05-06T07:08:09Z', movieFile: file(70, 24_397_988_960) },
      { id: 12, tmdbId: 900002, imdbId: other.id, title: other.title, year: other.year, monitored: true, added: '2024-05-05T07:08:09Z' },
      { id: 13, tmdbId: 900003, title: 'Unheard Of Anywhere', year: 2030, monitored: false, added: '2024-05-04T07:08:09Z' },
    ]);
    try {
      await page.goto('/collection');
      await page.getByRole('heading', { name: 'Nothing is collected yet' }).waitFor();
      await stands('no-server');
      await page.getByRole('link', { name: 'Connect a server' }).click();
      await page.getByRole('heading', { name: 'No server is connected' }).waitFor();
      await stands('none');
      await connect(page, radarr.url, radarr.key);
      await stands('connected');
      await page.getByText('Radarr does not tell its news yet').click();
      await page.getByRole('button', { name: 'Set it up in Radarr' }).click();
      await page.getByText('Radarr tells its news from now on.').waitFor();
      assert.equal(radarr.webhook?.username, 'marquee');
      await page.getByText(/^Tells its news since/).waitFor();

      // It is read within minutes by itself, which may be just now: then the second reading finds nothing new.
      await page.getByRole('button', { name: 'Read it now' }).click();
      await page.getByText(/^(3 new, 0 gone, 0 changed, 0|0 new, 0 gone, 0 changed, 3) as before$/).waitFor();
      assert.deepEqual((await ask<{ added: number }[]>(page, '/reconciles')).map((plan) => plan.added).sort().at(-1), 3);
      await stands('read');
      if (await page.getByRole('button', { name: 'Show what' }).isVisible()) {
        await page.getByRole('button', { name: 'Show what' }).click();
        await page.getByText('Unheard Of Anywhere').waitFor();
        await stands('changes', true);
      }

      await page.goto('/collection');
      await settled(page);
      const names = page.locator('main ol > li .name');
      assert.deepEqual(await names.allTextContents(), [known.title, other.title, 'Unheard Of Anywhere']);
      await page.getByText('Bluray-1080p · 24').waitFor();
      await stands('collection');
      await page.goto(`/title/${known.id}`);
      await page.getByRole('region', { name: 'On the servers' }).getByText('here · Bluray-1080p · 24 GB').waitFor();
      await stands('title');
      await page.goto('/collection');
      await settled(page);
      await page.getByLabel('State').selectOption({ label: 'Not matched' });
      await page.getByText('1 title').waitFor();
      assert.deepEqual(await names.allTextContents(), ['Unheard Of Anywhere']);

      const told = { eventType: 'Grab', movie: { id: 12, tmdbId: 900002, imdbId: other.id, title: other.title, year: other.year }, downloadId: 'D1' };
      assert.deepEqual([await radarr.tell(told), await radarr.tell(told)], [202, 200]);
      await page.waitForFunction(async () => ((await (await fetch('/api/v1/collection?grabbed=true')).json()) as { items: unknown[] }).items.length === 1, undefined, { polling: 200 });
      await page.goto('/collection?state=coming');
      await settled(page);
      assert.deepEqual(await names.allTextContents(), [other.title]);
      await stands('coming');

      // Everything gone at once is a question.
      radarr.films.splice(0);
      await page.goto('/connections');
      await settled(page);
      await page.getByRole('button', { name: 'Read it now' }).click();
      await page.getByText('The server says that it has nothing any more, where it had 3 titles.').waitFor();
      await stands('asks', true);
      await page.getByRole('button', { name: 'No, leave it' }).click();
      await page.getByText('The server says that it has nothing any more').waitFor({ state: 'hidden' });
      assert.equal((await ask<{ total: number }>(page, '/collection')).total, 3);

      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByRole('button', { name: 'Remove it and forget its key' }).click();
      await page.getByRole('heading', { name: 'No server is connected' }).waitFor();
      assert.deepEqual(faults, []);
    } finally {
      for (const left of await ask<{ id: number }[]>(page, '/connections')) await send(page, 'DELETE', `/connections/${left.id}`);
      await radarr.stop();
      await context.close();
    }

    async function connect(at: Page, url: string, key: string): Promise<void> {
      await at.getByRole('button', { name: 'Connect a server' }).click();
      const sheet = at.getByRole('dialog', { name: 'Connect a server' });
      await sheet.getByLabel('Address').fill(url);
      await sheet.getByLabel('API key of Radarr').fill('wrong');
      await sheet.getByRole('button', { name: 'Test' }).click();
      await sheet.getByText(/may not be called|not allowed|lies on this machine/).first().waitFor();
      await sheet.getByLabel('It lies on this machine').check();
      await sheet.getByRole('button', { name: 'Test' }).click();
      await sheet.getByText(/does not accept the API key/).waitFor();
      await sheet.getByLabel('API key of Radarr').fill(key);
      await sheet.getByRole('button', { name: 'Test' }).click();
      await sheet.getByLabel('Quality').selectOption({ label: 'HD-1080p' });
      if (process.env['MARQUEE_SHOTS']) await at.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/servers-form-${size.width}-${scheme}.png` });
      await assertAccessible(at, scheme);
      await sheet.getByRole('button', { name: 'Save' }).click();
      await at.getByRole('heading', { name: 'Radarr', exact: true }).waitFor();
      await at.getByText('Works', { exact: true }).waitFor();
    }
  });
}
