import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, assertNoShift, open, send, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type House = { failing: { title: string }[]; lastBackup?: { file: string } | null; generations: { number: number }[] };
type Plan = { every: string; keepDays: number; keepWeeks: number; folder?: string | null; withKnown: boolean };
type Member = { theme?: string | null };

/** What only a host sees, on one size of window. The server is on this machine, so that its folders can be broken and mended. */
export async function host(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
  const place = mkdtempSync(join(tmpdir(), 'marquee-host-'));
  const step = (name: string, go: () => Promise<void>): Promise<void> => t.test(`${name}, ${size.name}, ${scheme}`, async () => {
    faults.length = 0;
    await go();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
    assert.deepEqual(faults, []);
  });
  const stands = async (): Promise<void> => {
    await assertNoShift(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    await assertAccessible(page, scheme);
  };
  const folder = join(place, 'saved');

  try {
    await page.goto('/');
    const before = (await ask<{ plan: Plan }>(page, '/house/backups')).plan;

    await step('the plan of backups is changed on the settings page and refuses what cannot be', async () => {
      await page.goto('/settings');
      await settled(page);
      const panel = page.getByRole('region', { name: 'Backups' });
      await panel.getByLabel('How often').selectOption({ label: 'Every week' });
      await panel.getByLabel('Days kept').fill('3');
      await panel.getByLabel('Folder on the server').fill('not/a/full/path');
      await panel.getByRole('button', { name: 'Save' }).click();
      await panel.getByText('Name the folder by its full path.').waitFor();
      faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 400/.test(fault)));
      await assertAccessible(page, scheme);
      await panel.getByLabel('Folder on the server').fill(folder);
      await panel.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.', { exact: true }).waitFor();
      const { plan } = await ask<{ plan: Plan }>(page, '/house/backups');
      assert.deepEqual([plan.every, plan.keepDays, plan.folder], ['weekly', 3, folder]);
      await page.reload();
      await settled(page);
      assert.equal(await panel.getByLabel('How often').inputValue(), 'weekly');
      await stands();
    });

    await step('the connection to TMDB says what it is for, refuses what is no key, and takes a country', async () => {
      await page.goto('/settings');
      await settled(page);
      const panel = page.getByRole('region', { name: 'Age ratings from TMDB' });
      await panel.getByText('Off: no key is stored.').waitFor();
      await panel.getByText('This product uses the TMDB API but is not endorsed or certified by TMDB.').waitFor();
      await panel.getByLabel('Key of TMDB').fill('1234');
      await panel.getByRole('button', { name: 'Save' }).click();
      await panel.getByText('That is no key of TMDB').waitFor();
      faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 400/.test(fault)));
      await assertAccessible(page, scheme);
      await panel.getByLabel('Whose certificates decide').selectOption({ label: 'Germany' });
      await page.getByText('Saved.', { exact: true }).waitFor();
      assert.equal((await ask<{ country?: string }>(page, '/house/ages')).country, 'DE');
      if (process.env['MARQUEE_SHOTS']) await panel.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/ages-${size.width}-${scheme}.png` });
      await send(page, 'PUT', '/house/ages/country', { country: null });
    });

    await step('a job that failed stands among the state of the house, and runs again', async () => {
      // A file where the folder should be.
      rmSync(folder, { recursive: true, force: true });
      writeFileSync(folder, '');
      await send(page, 'POST', '/house/backups');
      await until(page, (house) => house.failing.length > 0);
      await page.goto('/activity');
      await settled(page);
      const house = page.getByRole('region', { name: 'The house' });
      await house.getByRole('heading', { name: 'Failing jobs' }).waitFor();
      await house.getByText('A backup every week').waitFor();
      await house.getByText(/^\d.* free$/).waitFor();
      const current = (await ask<House>(page, '/house/state')).generations[0]!.number;
      await house.getByText(`Generation ${current}`).waitFor();
      await stands();
      if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/house-${size.width}-${scheme}.png`, fullPage: true });

      rmSync(folder);
      await house.getByRole('button', { name: 'Run again: Backup of the house' }).click();
      await page.getByText('“Backup of the house” starts again.').waitFor();
      await house.getByRole('heading', { name: 'Failing jobs' }).waitFor({ state: 'detached' });
      const saved = (await ask<House>(page, '/house/state')).lastBackup?.file ?? '';
      assert.ok(saved.startsWith(folder), saved);
      await house.getByText(saved).waitFor();
      await page.goto('/settings');
      await settled(page);
      await page.getByRole('region', { name: 'Backups' }).getByText(saved).waitFor();
    });

    await step('a host sees who tried to come in, by everybody’s name', async () => {
      const stranger = `stranger ${size.width} ${scheme}`;
      await send(page, 'POST', '/session', { name: stranger, password: 'not the password' });
      faults.splice(0, faults.length, ...faults.filter((fault) => !/status of 401/.test(fault)));
      await page.goto('/settings');
      await settled(page);
      const panel = page.getByRole('region', { name: 'Sign-ins' });
      await panel.getByText('Signed in').first().waitFor();
      assert.equal(await panel.getByText('Unknown name').count(), 0);
      await panel.getByLabel('Whose').selectOption({ label: 'Everybody’s' });
      const first = panel.getByRole('listitem').first();
      await first.getByText(/^Unknown name/).first().waitFor();
      await first.getByText('from the server itself').waitFor();
      await stands();
    });

    if (scheme === 'dark') await step('high contrast is chosen, kept over a reload, and reaches 7:1 on every kind of page', async () => {
      await page.goto('/settings');
      await settled(page);
      const theme = (): Promise<string | null> => page.evaluate(() => document.documentElement.getAttribute('data-theme'));
      await page.getByRole('group', { name: 'Appearance' }).getByText('High contrast').click();
      await page.waitForFunction(() => document.documentElement.getAttribute('data-theme') === 'contrast');
      await page.waitForFunction(async () => ((await (await fetch('/api/v1/session')).json()) as { member: Member }).member.theme === 'contrast');
      for (const address of ['/', '/browse?genre=Drama', '/watchlist', '/activity', '/settings']) {
        await page.goto(address);
        assert.equal(await theme(), 'contrast', address);
        await settled(page);
        await assertNoShift(page);
        await assertAccessible(page, 'contrast');
      }
      await page.getByRole('group', { name: 'Appearance' }).getByText('System').click();
      await page.waitForFunction((wanted) => document.documentElement.getAttribute('data-theme') === wanted, scheme);
      await page.waitForFunction(async () => ((await (await fetch('/api/v1/session')).json()) as { member: Member }).member.theme !== 'contrast');
    });

    await send(page, 'PUT', '/house/backups/plan', before);
  } finally {
    await context.close();
    rmSync(place, { recursive: true, force: true });
  }
}

async function until(page: Page, holds: (house: House) => boolean): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (holds(await ask<House>(page, '/house/state'))) return;
    await page.waitForTimeout(100);
  }
  assert.fail('the state of the house has not changed within ten seconds');
}
