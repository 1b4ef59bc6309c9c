import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { ask, assertAccessible, open, settled, type Size } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';
import { startServer } from './server.ts';

type Catalog = { sample: boolean; titles: number };
type Found = { hits: { title: string }[] };

/** Enough rows that an import is still at it when somebody presses Cancel. */
const manyTitles = 1_500_000;

/** The host's way to IMDb's own files, on a house of its own: the other tests need the sample. */
export async function catalogImport(t: TestContext, stage: Stage, size: Size): Promise<void> {
  const server = await startServer();
  const place = mkdtempSync(join(tmpdir(), 'marquee-imdb-'));
  const { page, context, faults } = await open(stage.browser, server.url, size);
  const step = (name: string, go: () => Promise<void>): Promise<void> => t.test(`${name}, ${size.name}`, async () => {
    faults.length = 0;
    await go();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
    assert.deepEqual(faults, []);
  });
  const check = async (folder: string): Promise<void> => {
    await page.getByLabel('Folder of the server').fill(folder);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
  };
  /** From the top: what has scrolled under the bar is no small target. */
  const accessible = async (): Promise<void> => {
    await page.evaluate(() => window.scrollTo(0, 0));
    await assertAccessible(page);
  };
  const start = page.getByRole('button', { name: 'Start the import' });

  try {
    await signInByLink(page, server.link);
    await step('the catalog tab asks for IMDb’s terms first, once', async () => {
      await page.goto('/import?what=catalog');
      await settled(page);
      await page.getByRole('heading', { name: 'IMDb’s terms' }).waitFor();
      assert.equal(await page.getByLabel('Folder of the server').count(), 0);
      await accessible();
      await page.getByRole('button', { name: 'I accept these terms' }).click();
      await page.getByLabel('Folder of the server').waitFor();
      await page.reload();
      await page.getByLabel('Folder of the server').waitFor();
      assert.equal(await page.getByRole('heading', { name: 'IMDb’s terms' }).count(), 0);
    });

    await step('a folder that will not do says why and cannot be started', async () => {
      await check(join(place, 'nowhere'));
      await page.getByText('There is no such folder on the server.').waitFor();
      assert.equal(await start.isDisabled(), true);
      await check(empty(place));
      await page.getByText('The folder has no title.basics').waitFor();
      assert.equal(await start.isDisabled(), true);
      await accessible();
    });

    await step('a good folder shows its files, the import its progress, and Cancel keeps the old catalog', async () => {
      await check(titles(place, 'many', manyTitles));
      const facts = page.locator('.facts');
      await facts.getByText('title.basics.tsv', { exact: true }).waitFor();
      await facts.getByText('name.basics', { exact: true }).waitFor();
      await facts.getByText(/^Needs about .+ are free\.$/).waitFor();
      await accessible();
      await start.click();
      await page.waitForFunction(() => Number(document.querySelector('main [role=progressbar]')?.getAttribute('aria-valuenow') ?? 0) > 0);
      await accessible();
      await page.locator('main').getByRole('button', { name: 'Cancel' }).click();
      await page.getByLabel('Folder of the server').waitFor();
      await page.getByRole('heading', { name: 'Now: the sample catalog' }).waitFor();
      assert.equal((await ask<Catalog>(page, '/catalog')).sample, true);
    });

    await step('an import that ends is the catalog, and search finds what it brought', async () => {
      await check(titles(place, 'few', 200));
      await start.click();
      await page.getByRole('heading', { name: 'Your catalog' }).waitFor({ timeout: 60_000 });
      const catalog = await ask<Catalog>(page, '/catalog');
      assert.deepEqual([catalog.sample, catalog.titles], [false, 200]);
      assert.equal((await ask<Found>(page, '/search?q=made+up+film+123')).hits[0]?.title, 'Made Up Film 123');
      await accessible();
    });
  } finally {
    await context.close();
    await server.stop();
    rmSync(place, { recursive: true, force: true });
  }
}

function empty(place: string): string {
  const folder = join(place, 'empty');
  mkdirSync(folder);
  return folder;
}

/** A folder with title.basics alone, in IMDb's layout; the kinds take turns. */
export function titles(place: string, name: string, count: number, kinds: readonly string[] = ['movie']): string {
  const folder = join(place, name);
  mkdirSync(folder);
  const rows = Array.from({ length: count }, (_, at) => {
    const title = `Made Up Film ${at + 1}`;
    return `tt${String(at + 1).padStart(7, '0')}\t${kinds[at % kinds.length]}\t${title}\t${title}\t0\t${1920 + (at % 100)}\t\\N\t90\tDrama`;
  });
  writeFileSync(join(folder, 'title.basics.tsv'), ['tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres', ...rows, ''].join('\n'));
  return folder;
}
