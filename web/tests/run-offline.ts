import { test } from 'node:test';
import { desk, launch, phone } from './browser.ts';
import { offline } from './offline.spec.ts';

test('offline', async (t) => {
  const browser = await launch();
  await offline(t, { browser }, process.env['DESK'] ? desk : phone, process.env['DESK'] ? 'light' : 'dark');
  await browser.close();
});
