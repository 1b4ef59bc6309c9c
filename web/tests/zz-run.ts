import { after, before, test } from 'node:test';
import { desk, launch, phone } from '/work/wt/access/web/tests/browser.ts';
import { firstStart } from '/work/wt/access/web/tests/first-start.spec.ts';
import { members } from '/work/wt/access/web/tests/members.spec.ts';
import { startServer } from '/work/wt/access/web/tests/server.ts';
const stage = {} as any;
test('members', async (t) => {
  before(async () => { stage.server = await startServer(); stage.browser = await launch(); });
  after(async () => { await stage.browser?.close(); await stage.server?.stop(); });
  await firstStart(t, stage);
  await members(t, stage, phone, 'dark');
  await members(t, stage, desk, 'light');
  if (process.env['MARQUEE_SHOTS']) { await members(t, stage, phone, 'light'); await members(t, stage, desk, 'dark'); }
});
