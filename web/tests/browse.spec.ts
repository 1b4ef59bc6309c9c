import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ask, assertAccessible, open, phone, settled, type Size } from './browser.ts';
import type { Stage } from './run.ts';

type Answer = { items: { id: string; title: string }[]; total: number; facets: { genres: { value: string; count: number }[] } };

/** From filters to a list and back, on one size of window. */
export async function browse(t: TestContext, stage: Stage, size: Size): Promise<void> {
  await t.test(`browse: filter, count, remove, reload, save as list, ${size.name}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
    await page.goto('/browse');
    await settled(page);
    const all = await ask<Answer>(page, '/browse');
    const drama = all.facets.genres.find((genre) => genre.value === 'Drama')!;
    await page.getByText(`${all.total} titles`, { exact: true }).first().waitFor();

    if (size === phone) await page.getByRole('button', { name: 'Filters' }).click();
    const panel = size === phone ? page.getByRole('dialog', { name: 'Filters' }) : page.getByRole('complementary', { name: 'Filters' });
    const box = panel.getByRole('checkbox', { name: `Drama ${drama.count}` });
    await box.check();
    await page.waitForURL(/genre=Drama/);
    await page.getByText(`${drama.count} titles`, { exact: true }).first().waitFor();
    await panel.getByRole('group', { name: 'Years' }).getByLabel('from').fill('1960');
    await page.keyboard.press('Tab');
    await page.waitForURL(/minYear=1960/);
    await assertAccessible(page);
    if (size === phone) await page.getByRole('button', { name: /^Show \d+ titles$/ }).click();

    await page.reload();
    await settled(page);
    const both = await ask<Answer>(page, '/browse?genre=Drama&minYear=1960');
    assert.ok(both.total > 0 && both.total < drama.count);
    await page.getByText(`${both.total} titles`, { exact: true }).first().waitFor();
    assert.equal(await page.locator('main .poster-grid a').count(), Math.min(50, both.items.length));
    await page.getByRole('button', { name: 'Remove filter: Years: from 1960' }).click();
    await page.getByText(`${drama.count} titles`, { exact: true }).first().waitFor();
    assert.doesNotMatch(page.url(), /minYear/);

    await page.getByRole('button', { name: 'Save as list' }).click();
    const name = `Dramas ${size.name}`;
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/\/lists\/\d+$/);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText(`${drama.count} titles`, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /^Take .* off the list$/ }).first().click();
    await page.getByText(`${drama.count - 1} titles`, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText(`${drama.count} titles`, { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Open in Browse' }).click();
    await page.waitForURL(/\/browse\?genre=Drama$/);

    await page.goto('/lists');
    await settled(page);
    await assertAccessible(page);
    await page.getByRole('button', { name: `Remove the list ${name}` }).click();
    await page.getByRole('link', { name: new RegExp(name) }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByRole('link', { name: new RegExp(name) }).waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  });

  await t.test(`browse: where nothing fits it says which filter to drop, ${size.name}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
    await page.goto('/browse?genre=Western&country=JP&decade=2010');
    await settled(page);
    const relief = page.getByRole('button', { name: /^Without “Genre”: \d+ titles?$/ });
    await relief.waitFor();
    await assertAccessible(page);
    await relief.click();
    await page.locator('main .poster-grid a').first().waitFor();
    assert.doesNotMatch(page.url(), /genre/);
    assert.deepEqual(faults, []);
    await context.close();
  });
}
