import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ask, assertAccessible, assertNoShift, open, send, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Card = { id: string; title: string };

/** Two ids that are one title: what a host sees of it and decides. */
export async function merges(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  await t.test(`a merge shows in the activity, leads the old address on, and is taken back there, ${size.name}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    await page.goto('/');
    const [old, into] = (await ask<{ picks: Card[] }>(page, '/tonight?kind=movie&limit=2')).picks;
    assert.ok(old && into);
    await send(page, 'POST', '/merges', { from: old.id, into: into.id });
    await page.goto(`/title/${old.id}`);
    await page.getByRole('heading', { level: 1, name: into.title, exact: true }).waitFor();
    await page.goto('/activity');
    await settled(page);
    const line = page.getByRole('listitem').filter({ hasText: 'Merged into one title' }).first();
    await line.getByText(`from ${old.id} “${old.title}”`).waitFor();
    await assertAccessible(page);
    await line.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Merge taken back').first().waitFor();
    await page.goto(`/title/${old.id}`);
    await page.getByRole('heading', { level: 1, name: old.title, exact: true }).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  await t.test(`proposed merges stand: axe, no shift, thumbs, decline with Undo, ${size.name}, ${scheme}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    await page.goto('/');
    const [film] = (await ask<{ picks: Card[] }>(page, '/tonight?kind=movie&limit=1')).picks;
    assert.ok(film);
    const evidence = { title: 'A Name That Went', year: 1994, sameYear: true, sameKind: true, sameOriginalTitle: false, sharedDirector: true, sameRuntime: true, rivals: 1 };
    const proposal = { id: 7, from: 'tt0000101', into: film.id, title: film, certainty: 75, evidence };
    let declined = false;
    await page.route('**/api/v1/merges/proposals', (route) => route.fulfill({ json: declined ? [] : [proposal] }));
    await page.route('**/api/v1/merges/proposals/7/*', (route) => { declined = route.request().url().endsWith('decline'); return route.fulfill({ json: { id: 7 } }); });
    await page.goto('/activity');
    await settled(page);
    await page.getByText('75 % sure').waitFor();
    await page.getByText('same year · same kind · a director in common · same length · 1 other title fits too').waitFor();
    await assertNoShift(page);
    await assertAccessible(page);
    if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/proposals-${size.width}-${scheme}.png` });
    const decline = page.getByRole('button', { name: 'Not the same' });
    assert.ok((await decline.boundingBox())!.height >= 43.5);
    await decline.click();
    await page.getByRole('heading', { name: 'One title under two ids?' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('75 % sure').waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });
}
