import { desk, launch, open, phone } from './browser.ts';

/**
 * How long the first cards of a watchlist take, from the address to the drawn cards, in a browser without a cache; and what a
 * walk through the whole list leaves behind. `MARQUEE_URL` names a server that runs, `MARQUEE_COOKIE` the value of its
 * session cookie: `MARQUEE_URL=http://127.0.0.1:8484 MARQUEE_COOKIE=... npm run measure:watchlist`.
 */
const url = new URL(process.env['MARQUEE_URL'] ?? 'http://127.0.0.1:8484').origin;
const signedIn = {
  cookies: [{ name: 'marquee', value: process.env['MARQUEE_COOKIE'] ?? '', domain: new URL(url).hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }],
  origins: [],
};
const turns = 7;
const browser = await launch();
for (const size of [desk, phone]) {
  for (const view of ['grid', 'list', 'table']) {
    const times: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const { page, context } = await open(browser, url, size, { signedIn });
      await page.goto(`/watchlist?view=${view}`, { waitUntil: 'commit' });
      await page.locator('main a[data-stop]').first().waitFor();
      times.push(await page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())))));
      await context.close();
    }
    times.sort((one, other) => one - other);
    console.log(`${size.name} ${view}: median ${times[turns >> 1]!.toFixed(0)} ms, worst ${times.at(-1)!.toFixed(0)} ms to the first cards`);
  }
}

const { page, context } = await open(browser, url, desk, { signedIn });
const debug = await context.newCDPSession(page);
await page.goto('/watchlist');
await page.locator('main a[data-stop]').first().waitFor();
const state = async (): Promise<string> => {
  await debug.send('HeapProfiler.collectGarbage');
  const { usedSize } = await debug.send('Runtime.getHeapUsage');
  return `${await page.locator('*').count()} elements, ${(usedSize / 1e6).toFixed(1)} MB`;
};
console.log(`at the start: ${await state()}`);
for (let turn = 1; turn <= 200; turn++) {
  await page.evaluate((share) => window.scrollTo(0, document.body.scrollHeight * share), turn / 200);
  await page.waitForTimeout(80);
}
await page.waitForTimeout(1000);
console.log(`at the end, after 200 leaps: ${await state()}`);
await browser.close();
