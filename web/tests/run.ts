import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { browse } from './browse.spec.ts';
import { browserMissing, desk, launch, open, phone, sizes, type SignedIn } from './browser.ts';
import { child } from './child.spec.ts';
import { catalogImport } from './catalog.spec.ts';
import { exports } from './export.spec.ts';
import { firstStart, signInByLink } from './first-start.spec.ts';
import { host } from './host.spec.ts';
import { hostile } from './hostile.spec.ts';
import { likes } from './likes.spec.ts';
import { lists } from './lists.spec.ts';
import { imports } from './imports.spec.ts';
import { journeys } from './journeys.spec.ts';
import { members } from './members.spec.ts';
import { merges } from './merges.spec.ts';
import { madeUpCatalog } from './made-up.spec.ts';
import { offline } from './offline.spec.ts';
import { pages } from './pages.spec.ts';
import { statistics } from './statistics.spec.ts';
import { servers } from './servers.spec.ts';
import { review } from './review.spec.ts';
import { subset } from './subset.spec.ts';
import { tabs } from './tabs.spec.ts';
import { wishes } from './wishes.spec.ts';
import { missing, startServer, type Running } from './server.ts';

/** What the tests share: one server, one browser, one signed-in host. Run by `npm run test:browser` after `npm run build`. */
export type Stage = { server: Running; browser: Browser; host: SignedIn };

const reason = missing() || browserMissing();
if (reason && process.env['CI'] === 'true') throw new Error(`The browser tests may not be skipped here: ${reason}.`);

const stage = {} as Stage;

test('the pages in a browser, through the real server', { skip: reason || false }, async (t) => {
  before(async () => {
    stage.server = await startServer();
    stage.browser = await launch();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.server?.stop();
  });

  await firstStart(t, stage);
  await tabs(t, stage);
  for (const size of sizes) await journeys(t, stage, size);
  for (const size of sizes) await browse(t, stage, size);
  for (const size of sizes) await lists(t, stage, size);
  await likes(t, stage, phone, 'dark');
  await likes(t, stage, desk, 'light');
  await servers(t, stage, phone, 'dark');
  await servers(t, stage, desk, 'light');
  await wishes(t, stage, phone, 'dark');
  await wishes(t, stage, desk, 'light');
  await imports(t, stage, phone, 'dark');
  await imports(t, stage, desk, 'light');
  await exports(t, stage, phone, 'dark');
  await exports(t, stage, desk, 'light');
  await merges(t, stage, phone, 'dark');
  await merges(t, stage, desk, 'light');
  await members(t, stage, phone, 'dark');
  await members(t, stage, desk, 'light');
  await child(t, stage, phone, 'dark');
  await child(t, stage, desk, 'light');
  await statistics(t, stage, phone, 'dark');
  await statistics(t, stage, desk, 'light');
  for (const size of sizes) await hostile(t, stage, size);
  await review(t, stage, phone, 'dark');
  await review(t, stage, desk, 'light');
  await madeUpCatalog(t, stage);
  await offline(t, stage, phone, 'dark');
  await offline(t, stage, desk, 'light');
  // A server of somebody else's keeps its catalog and its folders.
  if (!process.env['MARQUEE_URL']) {
    for (const size of sizes) {
      await catalogImport(t, stage, size);
      for (const scheme of ['dark', 'light'] as const) {
        await subset(t, stage, size, scheme);
        await host(t, stage, size, scheme);
      }
    }
  }
  for (const size of [desk, phone]) for (const scheme of ['dark', 'light', 'contrast'] as const) await pages(t, stage, size, scheme);
  await t.test('signing out ends the session and shows the sign-in page', async () => {
    for (const size of sizes) {
      const { page, context, faults } = await open(stage.browser, stage.server.url, size);
      await signInByLink(page, await freshLink());
      await page.goto(size === phone ? '/more' : '/settings');
      await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
      await page.getByRole('heading', { name: 'Sign in to Marquee' }).waitFor();
      await page.goto('/watchlist');
      await page.waitForURL(/\/sign-in\?next=/);
      if (faults.length > 0) throw new Error(faults.join('\n'));
      await context.close();
    }
  });

  /** Another link of the host, made by the host. */
  async function freshLink(): Promise<string> {
    const { page, context } = await open(stage.browser, stage.server.url, desk, { signedIn: stage.host });
    await page.goto('/');
    const link = await page.evaluate(async () => {
      const { csrf, member } = await (await fetch('/api/v1/session')).json() as { csrf: string; member: { id: number } };
      const answer = await fetch(`/api/v1/members/${member.id}/link`, { method: 'POST', headers: { 'x-csrf-token': csrf } });
      return ((await answer.json()) as { url: string }).url;
    });
    await context.close();
    return new URL(link, stage.server.url).pathname;
  }
});
