import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ask, assertAccessible, open, settled, type Scheme, type Size } from './browser.ts';
import { titles } from './catalog.spec.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';
import { startServer } from './server.ts';

type Catalog = { titles: number; subset?: { kinds?: string[] | null } | null };

/** A part of IMDb's files: its size is told before anything starts. On a house of its own, because the others need the sample. */
export async function subset(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  await t.test(`a part of the files shows what it would be, and is what is imported, ${size.name}, ${scheme}`, async () => {
    const server = await startServer();
    const place = mkdtempSync(join(tmpdir(), 'marquee-subset-'));
    const { page, context, faults } = await open(stage.browser, server.url, size, { scheme });
    const accessible = async (): Promise<void> => {
      await page.evaluate(() => window.scrollTo(0, 0));
      await assertAccessible(page, scheme);
    };
    try {
      await signInByLink(page, server.link);
      await page.goto('/import?what=catalog');
      await settled(page);
      await page.getByRole('button', { name: 'I accept these terms' }).click();
      await page.getByLabel('Folder of the server').fill(titles(place, 'mixed', 300, ['movie', 'movie', 'short']));
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      const start = page.getByRole('button', { name: 'Start the import' });
      await page.getByText('Only a part, for small machines').click();
      await page.getByRole('group', { name: 'Kinds' }).getByLabel('Short', { exact: true }).uncheck();
      assert.equal(await start.isDisabled(), true, 'a part that nobody has counted');
      await page.getByRole('button', { name: 'Count what that is' }).click();
      await page.getByText(/^Keeps 200 of 300 titles: about .+ instead of .+\.$/).waitFor();
      await accessible();
      if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/subset-${size.width}-${scheme}.png`, fullPage: true });

      await page.getByLabel('Least number of votes').fill('5');
      assert.equal(await page.getByText(/^Keeps /).count(), 0, 'the estimate of another part');
      await page.getByRole('button', { name: 'Count what that is' }).click();
      await page.getByText(/^Keeps 0 of 300 titles/).waitFor();
      assert.equal(await start.isDisabled(), true, 'nothing is left to import');

      await page.getByLabel('Least number of votes').fill('0');
      await page.getByRole('button', { name: 'Count what that is' }).click();
      await page.getByText(/^Keeps 200 of 300 titles/).waitFor();
      await start.click();
      await page.getByRole('heading', { name: 'Your catalog' }).waitFor({ timeout: 60_000 });
      await page.getByText(/^A part of IMDb: /).waitFor();
      const catalog = await ask<Catalog>(page, '/catalog');
      assert.equal(catalog.titles, 200);
      assert.equal(catalog.subset?.kinds?.includes('short'), false);
      await accessible();
      assert.deepEqual(faults, []);
    } finally {
      await context.close();
      await server.stop();
      rmSync(place, { recursive: true, force: true });
    }
  });
}
