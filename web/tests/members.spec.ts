import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertNoShift, ask, open, settled, type Scheme, type Size } from './browser.ts';
import type { Stage } from './run.ts';

const shots = process.env['MARQUEE_SHOTS'];

/** A host invites, somebody joins by the digits, is managed, and is removed. */
export async function members(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${size.width}-${scheme}.png`, fullPage: name.startsWith('settings') });
  };
  const settings = async (page: Page): Promise<void> => {
    await page.goto('/settings');
    await settled(page);
  };
  const name = `Cleo ${size.width}`;

  await t.test(`an invitation is shown once, accepted by its six digits, and its member managed and removed, ${size.name}, ${scheme}`, async () => {
    const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    await settings(host.page);
    const panel = host.page.getByRole('region', { name: 'Invite somebody' });
    await panel.getByText('None is open.').waitFor();
    await panel.getByLabel('Role').selectOption('child');
    await panel.getByText('A child has the same, and never sees adult titles.', { exact: false }).waitFor();
    await panel.getByRole('button', { name: 'Invite' }).click();
    const digits = (await panel.locator('.code').innerText()).replace(/\D/g, '');
    assert.match(digits, /^\d{6}$/);
    const link = await panel.getByLabel('Link of the invitation').inputValue();
    await panel.getByRole('img', { name: 'QR code' }).waitFor();
    assert.equal(await panel.getByRole('img', { name: 'QR code' }).evaluate((image) => (image as HTMLImageElement).complete && (image as HTMLImageElement).naturalWidth > 0), true);
    await panel.scrollIntoViewIfNeeded();
    await assertAccessible(host.page, scheme);
    await shoot(host.page, 'invite');

    const guest = await open(stage.browser, stage.server.url, size, { scheme });
    await guest.page.goto('/sign-in');
    await settled(guest.page);
    await shoot(guest.page, 'sign-in');
    await guest.page.getByRole('button', { name: 'I have an invitation' }).click();
    await guest.page.getByLabel('The six digits').fill(digits === '000000' ? '000001' : '000000');
    await guest.page.getByRole('button', { name: 'Continue' }).click();
    await guest.page.getByText('No invitation has these six digits.', { exact: false }).waitFor();
    await assertAccessible(guest.page, scheme);
    await shoot(guest.page, 'code');
    await guest.page.getByLabel('The six digits').fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
    await guest.page.getByRole('button', { name: 'Continue' }).click();
    await guest.page.getByRole('heading', { name: 'Join Marquee' }).waitFor();
    await guest.page.getByText('host invites you, as a child of the house.').waitFor();
    await assertAccessible(guest.page, scheme);
    await shoot(guest.page, 'join');
    await guest.page.getByLabel('What you want to be called').fill('HOST');
    await guest.page.getByRole('button', { name: 'Join' }).click();
    await guest.page.getByText('There is already a member named HOST.', { exact: false }).waitFor();
    await guest.page.getByLabel('What you want to be called').fill(name);
    await guest.page.getByRole('button', { name: 'Join' }).click();
    await guest.page.waitForURL('**/');
    await settled(guest.page);
    const { member } = await ask<{ member: { name: string; role: string; hasPassword: boolean } }>(guest.page, '/session');
    assert.deepEqual([member.name, member.role, member.hasPassword], [name, 'child', false]);

    // The link handed out beside the digits has ended with them.
    const late = await open(stage.browser, stage.server.url, size, { scheme });
    await late.page.goto(new URL(link).pathname);
    await late.page.getByRole('heading', { name: 'This invitation does not work' }).waitFor();
    await settled(late.page);
    await assertNoShift(late.page);
    await assertAccessible(late.page, scheme);
    await late.context.close();

    // Nothing else would let the child in again, so signing out asks.
    await guest.page.goto(size.touch ? '/more' : '/settings');
    await guest.page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await guest.page.getByText('You have no password and are signed in nowhere else', { exact: false }).waitFor();
    await settled(guest.page);
    await guest.page.waitForTimeout(300); // the sheet has slid in
    await shoot(guest.page, 'sign-out');
    await assertAccessible(guest.page, scheme);
    await guest.page.getByRole('button', { name: 'Close' }).click();

    await settings(host.page);
    await shoot(host.page, 'settings');
    await host.page.getByRole('button', { name: `Manage ${name}` }).click();
    const sheet = host.page.getByRole('dialog');
    await sheet.getByLabel('Role').selectOption('member');
    await host.page.getByText(`${name} is changed.`).waitFor();
    await sheet.getByRole('button', { name: 'Sign-in link' }).click();
    await sheet.getByLabel(`Sign-in link for ${name}`).waitFor();
    await sheet.getByRole('button', { name: 'Remove…' }).click();
    const erase = sheet.getByRole('button', { name: 'Remove and erase' });
    assert.equal(await erase.isDisabled(), true);
    await sheet.getByLabel('To be sure').fill(name.toUpperCase());
    await assertAccessible(host.page, scheme);
    await shoot(host.page, 'member');
    await erase.click();
    await host.page.getByText(`${name} is removed.`).waitFor();
    await guest.page.goto('/watchlist');
    await guest.page.waitForURL(/\/sign-in/);
    assert.deepEqual([...host.faults, ...guest.faults].filter((fault) => !/status of (404|409|410)/.test(fault)), []);
    await guest.context.close();
    await host.context.close();
  });

  await t.test(`a key says in words what it is for, and the last host stays host, ${size.name}, ${scheme}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    await settings(page);
    const keys = page.getByRole('region', { name: 'API keys' });
    await keys.getByLabel('Name').fill('prometheus');
    await keys.getByRole('checkbox', { name: /^Read/ }).first().uncheck();
    assert.equal(await keys.getByRole('button', { name: 'Make a key' }).isDisabled(), true);
    await keys.getByRole('checkbox', { name: /^Metrics/ }).check();
    await keys.getByRole('button', { name: 'Make a key' }).click();
    await keys.getByText('The key “prometheus”').first().waitFor();
    await keys.scrollIntoViewIfNeeded();
    await assertAccessible(page, scheme);
    await shoot(page, 'keys');
    await keys.getByRole('button', { name: 'Delete the key prometheus' }).first().click();

    await page.getByRole('button', { name: /^Manage host/ }).click();
    await page.getByRole('dialog').getByLabel('Role').selectOption('member');
    await page.getByText('This is the only host. Make another member a host first.').waitFor();
    assert.deepEqual(faults.filter((fault) => !/status of 409/.test(fault)), []);
    await context.close();
  });
}
