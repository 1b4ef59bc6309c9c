import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { desk, open, settled } from './browser.ts';
import type { Stage } from './run.ts';

const count = 8;

/** A browser keeps six connections to one server: a stream in every tab would leave none for the seventh page. */
export const tabs = (t: TestContext, stage: Stage): Promise<void> => t.test(`${count} tabs of one browser all work`, async () => {
  const { page, context, faults } = await open(stage.browser, stage.server.url, desk, { signedIn: stage.host });
  const opened = [page];
  for (const path of ['/', '/activity']) {
    for (let at = 0; at < count; at++) {
      const tab = opened[at] ?? await context.newPage();
      opened[at] = tab;
      tab.setDefaultTimeout(15_000);
      await tab.goto(path);
      await settled(tab);
      await hide(tab, true);
    }
  }
  // The first tab comes back to the front and hears of jobs again.
  await hide(page, false);
  const answer = await page.evaluate(async () => (await fetch('/api/v1/jobs')).status);
  assert.equal(answer, 200);
  assert.deepEqual(faults, []);
  await context.close();
});

/** What a browser does to the tab that another one is laid over; without a screen it takes every tab for seen. */
const hide = (page: Page, hidden: boolean): Promise<void> => page.evaluate((state) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}, hidden);
