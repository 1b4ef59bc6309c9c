import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, assertNoShift, open, send, settled, type Scheme, type Size } from './browser.ts';
import { signInByLink } from './first-start.spec.ts';
import type { Stage } from './run.ts';

type Found = { picks: { id: string; title: string }[] };
type Wishes = { items: { id: string; state: string }[] };

/** A host lets the house get titles and a member wish; the member wishes, the host says yes by thumb, and takes it back. */
export async function wishes(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  await t.test(`a wish is asked for, approved, taken back, refused and withdrawn, ${size.name}, ${scheme}`, async () => {
    const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    const stands = async (page: Page, name: string, fresh = true): Promise<void> => {
      await settled(page);
      if (fresh) await assertNoShift(page);
      await assertAccessible(page, scheme);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, 'the page is wider than the window');
      if (process.env['MARQUEE_SHOTS']) await page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/wishes-${name}-${size.width}-${scheme}.png` });
    };
    const name = `Wen ${size.width}`;

    // Off until a host turns it on: a title's page says so, and lets one remember it.
    await host.page.goto('/');
    const film = (await ask<Found>(host.page, '/tonight?kind=movie&limit=1')).picks[0]!;
    const series = (await ask<Found>(host.page, '/tonight?kind=tvSeries&limit=1')).picks[0]!;
    await host.page.goto(`/title/${film.id}`);
    await settled(host.page);
    await host.page.getByRole('region', { name: 'Get it' }).getByText('This house does not get titles yet.', { exact: false }).waitFor();
    assert.equal(await host.page.getByRole('button', { name: 'Wish for it' }).count(), 0);
    await host.page.goto('/wishes?whose=house');
    await stands(host.page, 'house');
    assert.equal(await host.page.getByRole('button', { name: 'Turn on' }).isDisabled(), true);
    await host.page.getByLabel('It is for content that this house may have.').check();
    await host.page.getByRole('button', { name: 'Turn on' }).click();
    await host.page.getByText('Yes: what is wished for is sent to the servers.').waitFor();

    // A member, and what the member may.
    const member = await send<{ id: number }>(host.page, 'POST', '/members', { name, role: 'member' });
    const link = await send<{ url: string }>(host.page, 'POST', `/members/${member.id}/link`);
    const guest = await open(stage.browser, stage.server.url, size, { scheme });
    await signInByLink(guest.page, new URL(link.url, stage.server.url).pathname);
    await guest.page.goto(`/title/${film.id}`);
    await settled(guest.page);
    await guest.page.getByText('You may not wish for films.', { exact: false }).waitFor();
    assert.equal(await guest.page.getByRole('button', { name: 'Bookmark', exact: true }).isEnabled(), true);
    await host.page.goto('/settings');
    await settled(host.page);
    await host.page.getByRole('button', { name: new RegExp(name) }).first().click();
    await host.page.getByLabel('May wish for films').check();
    await host.page.getByLabel('May wish for series').check();
    await host.page.locator('#right-count').fill('5');
    await host.page.locator('#right-count').scrollIntoViewIfNeeded();
    await assertAccessible(host.page, scheme);
    if (process.env['MARQUEE_SHOTS']) await host.page.screenshot({ path: `${process.env['MARQUEE_SHOTS']}/wishes-rights-${size.width}-${scheme}.png` });
    await host.page.locator('form', { has: host.page.locator('#right-count') }).getByRole('button', { name: 'Save' }).click();
    await host.page.getByText('Saved.', { exact: false }).first().waitFor();

    // The member is told what will happen, and wishes.
    await guest.page.goto(`/title/${series.id}`);
    const panel = guest.page.getByRole('region', { name: 'Get it' });
    await panel.getByText('A host has to say yes first.', { exact: false }).waitFor();
    await panel.getByText('You have 5 wishes left in 30 days.', { exact: false }).waitFor();
    await panel.getByRole('button', { name: 'First season' }).click();
    await panel.scrollIntoViewIfNeeded();
    await stands(guest.page, 'title');
    await panel.getByRole('button', { name: 'Wish for it' }).click();
    await guest.page.getByText(`You wished for ${series.title}. A host decides.`).waitFor();
    await panel.getByText('Waits for a host').waitFor();
    await send(guest.page, 'POST', '/wishes', { title: film.id });
    await guest.page.goto('/wishes');
    await stands(guest.page, 'mine');
    assert.equal(await guest.page.locator('main li', { hasText: 'Waits for a host' }).count(), 2);
    assert.equal(await guest.page.getByRole('button', { name: /^Yes/ }).count(), 0);

    // The host says yes by thumb, undoes it, and says yes again; to the film no, and why.
    await host.page.goto('/wishes');
    await host.page.getByRole('tab', { name: "Everybody" }).click();
    await host.page.getByText(name).first().waitFor();
    await stands(host.page, 'all');
    const wished = host.page.locator('main li', { hasText: series.title });
    const yes = wished.getByRole('button', { name: /^Yes/ });
    const box = (await yes.boundingBox())!;
    assert.ok(box.height >= 43.5 && box.width >= 44, `a thumb needs 44 px, not ${box.width} x ${box.height}`);
    await yes.click();
    await host.page.getByText(`${series.title} will be got.`).waitFor();
    await wished.getByText('Waits to be sent').waitFor();
    await host.page.getByRole('button', { name: 'Undo' }).last().click();
    await wished.getByText('Waits for a host').waitFor();
    await wished.getByRole('button', { name: /^Yes/ }).click();
    await wished.getByText('No server for it is connected.', { exact: false }).waitFor();
    await wished.getByText('Next try:', { exact: false }).waitFor();
    const unwanted = host.page.locator('main li', { hasText: film.title });
    await unwanted.getByRole('button', { name: /^No/ }).click();
    await unwanted.getByLabel('Why? They will read it.').fill('We have it on disc');
    await stands(host.page, 'refusing', false);
    await unwanted.getByRole('button', { name: 'Refuse' }).click();
    await host.page.getByText(`You said no to ${film.title}.`).waitFor();

    // The member reads why, sees the history, and withdraws what is left.
    await guest.page.goto('/wishes');
    await guest.page.getByRole('button', { name: 'Over' }).click();
    await guest.page.getByText('A host said no: We have it on disc').waitFor();
    await guest.page.getByRole('button', { name: `History of the wish for ${film.title}` }).click();
    await guest.page.getByRole('dialog').getByText('Waits for a host').waitFor();
    await stands(guest.page, 'history');
    await guest.page.getByRole('button', { name: 'Close' }).click();
    await guest.page.getByRole('button', { name: 'Open', exact: true }).click();
    await guest.page.getByRole('button', { name: /^Withdraw/ }).click();
    await guest.page.getByRole('heading', { name: 'Nothing is wished for' }).waitFor();
    assert.deepEqual((await ask<Wishes>(guest.page, '/wishes')).items.map((wish) => wish.state).sort(), ['refused', 'withdrawn']);

    await send(host.page, 'PUT', '/house/wishes', { on: false });
    await send(host.page, 'DELETE', `/members/${member.id}?name=${encodeURIComponent(name)}`);
    assert.deepEqual([...host.faults, ...guest.faults], []);
    await guest.context.close();
    await host.context.close();
  });
}
