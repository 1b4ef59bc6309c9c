import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, assertNoShift, open, openOwn, settled, type Scheme, type Size } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import { startFront } from './front.ts';
import { anotherSession, away, filled, goTo, home, linkOfAnother, phoneOf, seed, situation, syncNow, type Card } from './pocket.ts';
import type { Stage } from './run.ts';
import { startOwnServer } from './server.ts';

const shots = process.env['MARQUEE_SHOTS'];
type Title = { rating: { value: number } | null; watchlist: object | null; liked: boolean; note: string | null; watches: { day: string | null }[] };

/** Phones without a connection: what they show, what they keep, and how they meet again. On a server of its own. */
export async function offline(t: TestContext, { browser }: Pick<Stage, 'browser'>, size: Size, scheme: Scheme): Promise<void> {
  const house = await startOwnServer();
  const front = await startFront(house.url);
  const stage: Stage = { browser, server: { ...house, url: front.url }, host: undefined! };
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/offline-${name}-${size.width}-${scheme}.png` });
  };
  const journey = (name: string, go: () => Promise<void>): Promise<void> => t.test(`${name}, ${size.name}, ${scheme}`, go);
  const phone = async () => phoneOf(stage, size, await anotherSession(stage, size), scheme);
  const ownPhone = async () => filled(await openOwn(front.url, size, { scheme, signedIn: await anotherSession(stage, size) }));
  let films: Card[] = [];

  try {
    const first = await open(browser, front.url, size, { scheme });
    await signInByLink(first.page, new URL(house.link).pathname);
    films = await seed(first.page);
    stage.host = await first.context.storageState();
    await first.context.close();

    await journey('the app can be installed', async () => {
      const { page, context, faults } = await ownPhone();
      const manifest = await (await fetch(`${front.url}/marquee.webmanifest`)).json() as { icons: { src: string; sizes: string }[] };
      for (const { src, sizes } of manifest.icons) {
        if (sizes === 'any') continue;
        const real = await page.evaluate(async (address) => { const image = await createImageBitmap(await (await fetch(address)).blob()); return `${image.width}x${image.height}`; }, src);
        assert.equal(real, sizes, src);
      }
      const { installabilityErrors } = await (await context.newCDPSession(page)).send('Page.getInstallabilityErrors');
      assert.deepEqual(installabilityErrors, []);
      const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)))).flat());
      assert.ok(kept.includes('/index.html') && kept.some((path) => path.startsWith('/assets/')), String(kept));
      assert.deepEqual(kept.filter((path) => /^\/(api|sync)\//.test(path)), []);
      await assertAccessible(page, scheme);
      await shoot(page, 'same');
      assert.deepEqual(faults, []);
      await context.close();
    });

    await journey('without a connection the app opens and shows what the pocket has', async () => {
      const { page, context, faults } = await phone();
      await goTo(page, '/watchlist');
      await away({ page, context, faults });
      await page.getByRole('link', { name: 'No connection to home' }).waitFor();
      await assertNoShift(page);
      for (const [path, heading, shows] of [
        ['/', 'What to watch tonight', films[1]!.title], ['/watchlist', 'Watchlist', films[1]!.title], ['/history', 'What you have seen', films[0]!.title],
        ['/lists', 'Lists', 'Long evenings'], ['/lists/1', 'Long evenings', films[2]!.title], [`/title/${films[0]!.id}`, films[0]!.title, 'You rated it'],
      ] as const) {
        await page.goto(path);
        await settled(page);
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        if (shows !== 'You rated it') await page.getByText(shows, { exact: true }).first().waitFor();
        await page.getByRole('link', { name: 'No connection to home' }).waitFor();
        await assertAccessible(page, scheme);
        await assertNoShift(page);
        await shoot(page, path === '/' ? 'tonight' : path.split('/')[1]!);
      }
      assert.equal(await page.locator('[aria-keyshortcuts="7"]').getAttribute('aria-pressed'), 'true');
      await page.goto('/person/nm0000001');
      await page.getByRole('alert').waitFor();
      await context.close();
      assert.deepEqual(faults, []);
    });

    await journey('two phones change things apart from each other, meet home one after the other, and are the same', async () => {
      const [one, two] = [await phone(), await phone()];
      await Promise.all([away(one), away(two)]);
      const [rated, listed, noted] = [films[3]!, films[4]!, films[5]!];

      await goTo(one.page, `/title/${rated.id}`);
      await one.page.locator('[aria-keyshortcuts="9"]').click();
      await one.page.getByText('Saved here, waiting for home.').first().waitFor();
      await goTo(one.page, `/title/${noted.id}`);
      await one.page.getByRole('button', { name: 'Add a note' }).click();
      await one.page.getByLabel('Your note; only you see it').fill('Seen on the train');
      await one.page.getByRole('button', { name: 'Save', exact: true }).click();
      await one.page.getByText('Seen on the train', { exact: true }).waitFor();
      await goTo(one.page, '/offline');
      await situation(one.page, 'away');
      await one.page.getByRole('heading', { name: '2 changes wait for home' }).waitFor();
      await one.page.getByRole('link', { name: rated.title }).waitFor();
      await assertAccessible(one.page, scheme);
      await shoot(one.page, 'waiting');

      await goTo(two.page, `/title/${listed.id}`);
      await two.page.getByRole('button', { name: 'Watchlist', exact: true }).click();
      await two.page.getByRole('button', { name: 'I have seen it' }).click();
      await two.page.getByRole('button', { name: 'Today' }).click();
      await two.page.getByRole('button', { name: 'Seen', exact: true }).waitFor();
      await goTo(two.page, '/lists/1');
      await two.page.getByRole('button', { name: /^Take .* off the list/ }).first().click();
      await two.page.getByText('is off Long evenings. Saved here, waiting for home.', { exact: false }).waitFor();
      // The page is closed while everything waits: what waits is on the device, not in the page.
      await two.page.close();
      two.page = await two.context.newPage();
      await two.page.goto('/offline');
      await two.page.getByRole('heading', { name: '2 changes wait for home' }).waitFor();

      await home(one);
      await one.page.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      await home(two);
      await two.page.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      await syncNow(one.page);
      const [a, b] = [await documents(one.page), await documents(two.page)];
      assert.deepEqual(a, b);
      assert.deepEqual(a, await atHome(one.page));
      const [first, second, third] = [a, b, a].map((all, at) => all[`title:${[rated, listed, noted][at]!.id}`] as Title);
      assert.equal(first!.rating?.value, 9);
      assert.ok(second!.watchlist !== null && second!.watches.length === 1 && second!.watches[0]!.day !== null);
      assert.equal(third!.note, 'Seen on the train');
      const mine = (await ask<{ mine: { rating: number } }>(one.page, `/titles/${rated.id}`)).mine;
      assert.equal(mine.rating, 9);
      for (const each of [one, two]) {
        assert.deepEqual(each.faults, []);
        await each.context.close();
      }
    });

    await journey('of two ratings the later decision counts, whoever comes home first, and the other can still be taken', async () => {
      const [one, two] = [await phone(), await phone()];
      await Promise.all([away(one), away(two)]);
      for (const [each, value] of [[one, 4], [two, 8]] as const) {
        await goTo(each.page, `/title/${films[6]!.id}`);
        await each.page.locator(`[aria-keyshortcuts="${value}"]`).click();
        await each.page.getByText('Saved here, waiting for home.').first().waitFor();
      }
      await home(two);
      await home(one);
      const rating = async (): Promise<number> => (await ask<{ mine: { rating: number } }>(one.page, `/titles/${films[6]!.id}`)).mine.rating;
      assert.equal(await rating(), 8);
      const conflicts = one.page.getByRole('region', { name: 'Said differently on two devices: 1 time' });
      await conflicts.getByText('8 is kept, 4 was said too', { exact: false }).waitFor();
      await assertAccessible(one.page, scheme);
      await shoot(one.page, 'conflict');
      await conflicts.getByRole('button', { name: 'Take 4' }).click();
      await one.page.getByText('Taken.').waitFor();
      assert.equal(await rating(), 4);
      await syncNow(two.page);
      assert.equal(((await documents(two.page))[`title:${films[6]!.id}`] as Title).rating?.value, 4);
      for (const each of [one, two]) {
        assert.deepEqual(each.faults, []);
        await each.context.close();
      }
    });

    await journey('a house that is down behind its proxy is away, whatever the network says', async () => {
      const { page, context, faults } = await phone();
      await goTo(page, '/watchlist');
      front.silent = true;
      await goTo(page, `/title/${films[0]!.id}`);
      await page.getByRole('link', { name: 'No connection to home' }).waitFor();
      await page.getByRole('button', { name: 'Like', exact: true }).click();
      await page.getByText('Saved here, waiting for home.').first().waitFor();
      front.silent = false;
      await goTo(page, '/offline');
      await syncNow(page);
      assert.equal(((await atHome(page))[`title:${films[0]!.id}`] as Title).liked, true);
      assert.deepEqual(faults.filter((fault) => !/status of 502/.test(fault)), []);
      await context.close();
    });

    await journey('a new version waits until it is wanted, and takes over without losing what waits', async () => {
      const { page, context } = await phone();
      await away({ page, context, faults: [] });
      await goTo(page, `/title/${films[1]!.id}`);
      await page.getByRole('button', { name: 'Like', exact: true }).click();
      await page.getByText('Saved here, waiting for home.').first().waitFor();
      // The new version is fetched while home still refuses to be written to: what waits has to outlive the change.
      await context.setOffline(false);
      front.version++;
      await page.route('**/sync/**', (route) => route.abort());
      await page.evaluate(async () => { await (await navigator.serviceWorker.ready).update(); });
      await page.getByText('A new version is ready.').waitFor();
      await assertAccessible(page, scheme);
      await shoot(page, 'update');
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()]);
      await settled(page);
      assert.deepEqual(await page.evaluate(() => caches.keys().then((names) => names.filter((name) => name.includes('another')).length)), 1);
      await goTo(page, '/offline');
      await page.getByRole('heading', { name: '1 change waits for home' }).waitFor();
      await page.unroute('**/sync/**');
      await syncNow(page);
      await page.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      assert.equal(((await atHome(page))[`title:${films[1]!.id}`] as Title).liked, true);
      await context.close();
    });

    await journey('a full device says so, and confirms nothing that it did not keep', async () => {
      const { page, context } = await phone();
      await goTo(page, `/title/${films[2]!.id}`);
      await away({ page, context, faults: [] });
      // Room cannot be taken away from a browser by a test; what the browser says when there is none can.
      await page.evaluate(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
        Object.assign(window, { giveRoom: () => { IDBObjectStore.prototype.put = put; } });
      });
      await page.getByRole('button', { name: 'Add a note' }).click();
      await page.getByLabel('Your note; only you see it').fill('not kept');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('There is no room left on this device. This was not saved.').waitFor();
      await page.getByRole('link', { name: 'No room left on this device.' }).waitFor();
      await goTo(page, '/offline');
      await situation(page, 'full');
      await page.getByRole('heading', { name: 'Nothing waits here' }).waitFor();
      await assertAccessible(page, scheme);
      await shoot(page, 'full');
      assert.equal(((await documents(page))[`title:${films[2]!.id}`] as Title).note, null);
      await page.evaluate(() => (window as unknown as { giveRoom: () => void }).giveRoom());
      await home({ page, context, faults: [] });
      await context.close();
    });

    await journey('a pocket that the browser threw away is read again, and what that may have cost is said', async () => {
      const { page, context } = await phone();
      await page.goto('about:blank');
      await (await context.newCDPSession(page)).send('Storage.clearDataForOrigin', { origin: front.url, storageTypes: 'indexeddb,local_storage,cache_storage,service_workers' });
      await page.goto('/offline');
      await page.getByRole('heading', { name: 'This browser had thrown your offline data away' }).waitFor();
      await situation(page, 'same');
      await assertAccessible(page, scheme);
      await shoot(page, 'cleared');
      assert.deepEqual(await documents(page), await atHome(page));
      await page.getByRole('button', { name: 'I have read it' }).click();
      await page.getByRole('heading', { name: 'This browser had thrown your offline data away' }).waitFor({ state: 'detached' });
      await page.reload();
      await situation(page, 'same');
      assert.equal(await page.getByRole('heading', { name: 'This browser had thrown your offline data away' }).count(), 0);
      await context.close();
    });

    await journey('what waits outlives a session that ends, and somebody else who signs in is told of it', async () => {
      const { page, context } = await phone();
      await goTo(page, `/title/${films[5]!.id}`);
      await away({ page, context, faults: [] });
      await page.getByRole('button', { name: 'Like', exact: true }).click();
      await page.getByText('Saved here, waiting for home.').first().waitFor();
      await context.clearCookies();
      await context.setOffline(false);
      await page.getByRole('heading', { name: 'Sign in to Marquee' }).waitFor();
      await signInByLink(page, await linkOfAnother(stage, size));
      await goTo(page, '/offline');
      await situation(page, 'same');
      const left = page.getByRole('heading', { name: /^Changes of .+ wait here$/ });
      await left.waitFor();
      await assertAccessible(page, scheme);
      await shoot(page, 'others');
      await page.getByRole('button', { name: 'Throw 1 change away' }).click();
      await left.waitFor({ state: 'detached' });
      await context.close();
    });

    await journey('a browser that keeps nothing says so, and confirms nothing without home', async () => {
      const { page, context } = await open(browser, front.url, size, { scheme, signedIn: await anotherSession(stage, size) });
      await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
      await page.goto('/offline');
      await situation(page, 'missing');
      await assertAccessible(page, scheme);
      await goTo(page, `/title/${films[5]!.id}`);
      await away({ page, context, faults: [] });
      await page.getByRole('button', { name: 'Like', exact: true }).click();
      await page.getByText('Nothing was saved.', { exact: false }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Like', exact: true }).getAttribute('aria-pressed'), 'false');
      await context.close();
    });

    await journey('whoever signs out with changes that never reached home is asked, and then nothing stays', async () => {
      const { page, context } = await phone();
      await goTo(page, `/title/${films[6]!.id}`);
      await away({ page, context, faults: [] });
      await page.getByRole('button', { name: 'Like', exact: true }).click();
      await page.getByText('Saved here, waiting for home.').first().waitFor();
      await page.route('**/sync/**', (route) => route.abort());
      await context.setOffline(false);
      await goTo(page, size.touch ? '/more' : '/settings');
      await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
      const sheet = page.getByRole('dialog');
      await sheet.getByText('1 change on this device has not reached home.', { exact: false }).waitFor();
      await assertAccessible(page, scheme);
      await sheet.getByRole('button', { name: 'Sign out all the same' }).click();
      await page.getByRole('heading', { name: 'Sign in to Marquee' }).waitFor();
      await page.waitForFunction(async () => (await indexedDB.databases()).filter((each) => each.name?.includes('marquee-')).length === 0);
      assert.equal(await page.evaluate(() => localStorage.getItem('marquee.session')), null);
      await context.close();
    });
  } finally {
    await front.stop();
    await house.stop();
  }
}

/** The member's documents that a phone holds, read past the program. */
async function documents(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((each) => each.name!).find((each) => each.endsWith('-mine'))!;
    const database = await new Promise<IDBDatabase>((resolve, reject) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result); asked.onerror = () => reject(asked.error); });
    const all = <T>(store: string): Promise<T[]> => new Promise((resolve) => { const asked = database.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => resolve(asked.result as T[]); });
    const [metadata, bodies] = [await all<{ id: string; winningRev: string; deletedOrLocal: string }>('document-store'), await all<{ _doc_id_rev: string }>('by-sequence')];
    database.close();
    const found: Record<string, unknown> = {};
    for (const { id, winningRev, deletedOrLocal } of metadata) {
      if (deletedOrLocal !== '0') continue;
      const { _doc_id_rev: _, ...body } = bodies.find((each) => each._doc_id_rev === `${id}::${winningRev}`)!;
      found[id] = { ...body, _rev: winningRev };
    }
    return found;
  });
}

async function atHome(page: Page): Promise<Record<string, unknown>> {
  const { member } = await ask<{ member: { id: number } }>(page, '/session');
  return page.evaluate(async (id) => {
    const { rows } = await (await fetch(`/sync/member-${id}/_all_docs?include_docs=true`)).json() as { rows: { doc: { _id: string } }[] };
    return Object.fromEntries(rows.map(({ doc: { _id, ...body } }) => [_id, body]));
  }, member.id);
}
