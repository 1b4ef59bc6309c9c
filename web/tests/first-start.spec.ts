import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, desk, open, settled, sizes } from './browser.ts';
import type { Stage } from './run.ts';

/** The page behind the link has one button; pressing it signs in and goes home. */
export async function signInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('form button').click();
  await page.waitForURL(/:\d+\/$/);
  await settled(page);
}

export async function firstStart(t: TestContext, stage: Stage): Promise<void> {
  await t.test('a stranger is asked to sign in, and told how to get a link', async () => {
    for (const size of sizes) {
      for (const scheme of ['dark', 'light'] as const) {
        const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme });
        await page.goto('/watchlist');
        await page.getByRole('heading', { level: 1, name: 'Sign in to Marquee' }).waitFor();
        assert.match(page.url(), /\/sign-in\?next=%2Fwatchlist$/);
        await page.getByText('marquee link').waitFor();
        await assertAccessible(page);
        assert.deepEqual(faults, []);
        await context.close();
      }
    }
  });

  await t.test('what browsers and robots ask for unasked is there for strangers', async () => {
    const icon = await fetch(`${stage.server.url}/favicon.ico`);
    assert.deepEqual([icon.status, icon.headers.get('content-type')], [200, 'image/x-icon']);
    assert.match(await (await fetch(`${stage.server.url}/robots.txt`)).text(), /^Disallow: \/$/m);
    assert.equal((await fetch(`${stage.server.url}/apple-touch-icon.png`)).headers.get('content-type'), 'image/png');
    assert.equal((await fetch(`${stage.server.url}/apple-touch-icon-precomposed.png`)).status, 404);
  });

  await t.test('a wrong password is answered with a sentence', async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, desk);
    await page.goto('/sign-in');
    await page.getByLabel('Name').fill('nobody');
    await page.getByLabel('Password').fill('not the password');
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert');
    await page.waitForFunction(() => (document.querySelector('[role=alert]')?.textContent ?? '') !== '');
    assert.ok((await alert.innerText()).length > 10);
    assert.equal(await page.getByLabel('Password').inputValue(), '');
    assert.deepEqual(faults, []);
    await context.close();
  });

  await t.test('the first link signs the host in, and tonight has picks with reasons', async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, desk);
    await signInByLink(page, stage.server.link || '/');
    await page.getByRole('heading', { level: 1, name: 'What to watch tonight' }).waitFor();
    assert.ok((await page.locator('article').count()) > 5);
    assert.ok((await page.locator('.why').innerText()).length > 3);
    await page.getByRole('link', { name: 'Use real data' }).waitFor();
    await page.getByRole('link', { name: 'Import ratings' }).waitFor();
    stage.host = await context.storageState();
    assert.deepEqual(faults, []);
    await context.close();
  });
}
