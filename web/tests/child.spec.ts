import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertNoShift, ask, open, send, settled, type Scheme, type Size } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';

const shots = process.env['MARQUEE_SHOTS'];
const film = { id: 'tt0096283', name: 'My Neighbor Totoro' };
const late = { id: 'tt0114709', name: 'Toy Story' };

/** A host makes a child, gives it a ceiling, and says what is special of single titles; the child sees that and nothing else. */
export async function child(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${size.width}-${scheme}.png` });
  };
  const name = `Kit ${size.width}`;

  await t.test(`a child's ceiling is set and holds, ${size.name}, ${scheme}`, async () => {
    const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    await host.page.goto('/settings');
    await settled(host.page);
    const made = await send<{ id: number; link: string }>(host.page, 'POST', '/members', { name, role: 'child' });
    const kit = await open(stage.browser, stage.server.url, size, { scheme });
    await signInByLink(kit.page, new URL(made.link, stage.server.url).pathname);

    // Whom no host has given a ceiling sees nothing, and is told so kindly.
    await kit.page.goto(`/title/${film.id}`);
    await kit.page.getByRole('heading', { name: 'Not found' }).first().waitFor();
    await kit.page.goto('/');
    await settled(kit.page);
    await kit.page.getByText('A host has not opened any titles for you yet.', { exact: false }).waitFor();
    await assertAccessible(kit.page, scheme);
    await shoot(kit.page, 'child-nothing');

    await host.page.goto('/settings');
    await settled(host.page);
    await host.page.getByRole('button', { name: `Manage ${name}` }).click();
    const sheet = host.page.getByRole('dialog');
    await sheet.getByRole('heading', { name: `What ${name} sees` }).waitFor();
    await sheet.getByText('0 titles visible').waitFor();
    await sheet.getByRole('button', { name: 'Animation' }).click();
    await sheet.getByLabel('Made before').fill('1990');
    await sheet.getByLabel('Kind', { exact: true }).selectOption('films');
    await sheet.getByText(/^[1-9]\d* titles visible$/).waitFor();
    await host.page.waitForTimeout(300); // the sheet has slid in
    await sheet.getByRole('heading', { name: `What ${name} sees` }).scrollIntoViewIfNeeded();
    await assertAccessible(host.page, scheme);
    await shoot(host.page, 'ceiling');
    await sheet.getByRole('heading', { name: `What ${name} sees` }).locator('xpath=ancestor::form').getByRole('button', { name: 'Save' }).click();
    await host.page.getByText(new RegExp(`^${name} sees [1-9]\\d* titles? now\\.$`)).waitFor();

    await kit.page.goto(`/title/${film.id}`);
    await kit.page.getByRole('heading', { name: film.name }).first().waitFor();
    await settled(kit.page);
    await assertNoShift(kit.page);
    assert.equal(await kit.page.getByRole('heading', { name: 'For children' }).count(), 0);
    await kit.page.goto(`/search?q=${encodeURIComponent(late.name)}`);
    await settled(kit.page);
    assert.equal(await kit.page.getByRole('link', { name: late.name }).count(), 0);
    await shoot(kit.page, 'child-search');

    // One tap rates a title; it can be taken back at once.
    await host.page.goto(`/title/${late.id}`);
    const panel = host.page.getByRole('region', { name: 'For children' });
    const line = panel.getByRole('listitem').filter({ has: host.page.getByText(name, { exact: true }) });
    await line.getByText('does not see this title').waitFor();
    await settled(host.page);
    await assertNoShift(host.page);
    await panel.getByRole('button', { name: 'All ages' }).click();
    await line.getByText('sees this title', { exact: true }).waitFor();
    await panel.scrollIntoViewIfNeeded();
    await host.page.waitForTimeout(300); // the message has faded in
    await assertAccessible(host.page, scheme);
    await shoot(host.page, 'audience');
    await kit.page.goto(`/title/${late.id}`);
    await kit.page.getByRole('heading', { name: late.name }).first().waitFor();
    await host.page.getByRole('button', { name: 'Undo' }).last().click();
    await line.getByText('does not see this title').waitFor();
    await line.getByRole('button', { name: `Allow for ${name}` }).click();
    await line.getByText('sees this title', { exact: true }).waitFor();
    await line.getByRole('button', { name: `Hide from ${name}` }).click();
    await line.getByText('does not see this title').waitFor();
    await kit.page.reload();
    await kit.page.getByRole('heading', { name: 'Not found' }).first().waitFor();

    const browsed = await ask<{ total: number }>(kit.page, '/browse');
    const told = await ask<{ visible: number }>(host.page, `/members/${made.id}/ceiling`);
    assert.equal(browsed.total, told.visible);
    await send(host.page, 'DELETE', `/members/${made.id}?name=${encodeURIComponent(name)}`);
    assert.deepEqual([...host.faults, ...kit.faults].filter((fault) => !/status of 404/.test(fault)), []);
    await kit.context.close();
    await host.context.close();
  });
}
