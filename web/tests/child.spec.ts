import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertNoShift, ask, open, send, settled, type Scheme, type Size, type Watched } from './browser.ts';
import type { Stage } from './run.ts';

const shots = process.env['MARQUEE_SHOTS'];
const film = { id: 'tt0096283', name: 'My Neighbor Totoro' };
const late = { id: 'tt0114709', name: 'Toy Story' };

/** A host invites a child on the settings page, and the child comes in: by the link, or by the six digits. */
async function joined(stage: Stage, host: Page, size: Size, scheme: Scheme, name: string, by: 'link' | 'digits'): Promise<{ kit: Watched; id: number }> {
  await host.goto('/settings');
  await settled(host);
  const panel = host.getByRole('region', { name: 'Invite somebody' });
  await panel.getByLabel('Role').selectOption('child');
  await panel.getByLabel('Name (optional)').fill(name);
  await panel.getByRole('button', { name: 'Invite' }).click();
  const digits = (await panel.locator('.code').innerText()).replace(/\D/g, '');
  const link = new URL(await panel.getByLabel('Link of the invitation').inputValue());
  const kit = await open(stage.browser, stage.server.url, size, { scheme });
  if (by === 'link') await kit.page.goto(link.pathname);
  else {
    await kit.page.goto('/sign-in');
    await kit.page.getByRole('button', { name: 'I have an invitation' }).click();
    await kit.page.getByLabel('The six digits').fill(digits);
    await kit.page.getByRole('button', { name: 'Continue' }).click();
  }
  await kit.page.getByRole('heading', { name: 'Join Marquee' }).waitFor();
  await settled(kit.page);
  await assertAccessible(kit.page, scheme);
  await kit.page.getByRole('button', { name: 'Join' }).click();
  await kit.page.waitForURL('**/');
  await settled(kit.page);
  const { member } = await ask<{ member: { id: number; name: string; role: string } }>(kit.page, '/session');
  assert.deepEqual([member.name, member.role], [name, 'child']);
  return { kit, id: member.id };
}

/** Types into the search field; what is suggested, when the answer is there. */
async function suggested(page: Page, text: string): Promise<string[]> {
  await page.goto('/search');
  await settled(page);
  const field = page.getByRole('combobox').filter({ visible: true });
  const answer = page.waitForResponse((response) => response.url().includes('/search/suggest') && new URL(response.url()).searchParams.get('q') === text.trim());
  await field.fill(text);
  await answer;
  await page.waitForTimeout(150);
  return page.getByRole('option').locator('.name').allInnerTexts();
}

/** A host makes a child, gives it a ceiling, and says what is special of single titles; the child sees that and nothing else. */
export async function child(t: TestContext, stage: Stage, size: Size, scheme: Scheme): Promise<void> {
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots) await page.screenshot({ path: `${shots}/${name}-${size.width}-${scheme}.png` });
  };
  const name = `Kit ${size.width}`;

  await t.test(`a child's ceiling is set and holds, ${size.name}, ${scheme}`, async () => {
    const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    const { kit, id } = await joined(stage, host.page, size, scheme, name, 'link');

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
    assert.deepEqual((await suggested(kit.page, late.name.slice(0, 6))).filter((each) => each === late.name), []);
    assert.ok((await suggested(kit.page, film.name.slice(0, 12))).includes(film.name));

    // Browsing shows and counts what is visible, on the page as for the host.
    const visible = (await ask<{ visible: number }>(host.page, `/members/${id}/ceiling`)).visible;
    await kit.page.goto('/browse');
    await settled(kit.page);
    await kit.page.getByText(visible === 1 ? '1 title' : `${visible} titles`, { exact: true }).first().waitFor();
    const facets = (await ask<{ facets: { kinds: { value: string; count: number }[] } }>(kit.page, '/browse')).facets;
    assert.equal(facets.kinds.filter((one) => one.value !== 'tvEpisode').reduce((sum, one) => sum + one.count, 0), visible);
    assert.equal((await ask<{ titles: number }>(kit.page, '/catalog')).titles, visible);
    await shoot(kit.page, 'child-browse');
    await kit.page.goto(`/title/${late.id}`);
    await kit.page.getByRole('heading', { name: 'Not found' }).first().waitFor();

    // A genre that is left out hides what the rule lets through.
    await sheet.getByRole('list', { name: 'Never these genres' }).getByRole('button', { name: 'War' }).click();
    await sheet.getByRole('heading', { name: `What ${name} sees` }).locator('xpath=ancestor::form').getByRole('button', { name: 'Save' }).click();
    await host.page.waitForFunction(async (path) => {
      const told = await (await fetch(`/api/v1${path}`)).json() as { withoutGenres: string[] };
      return told.withoutGenres.join() === 'War';
    }, `/members/${id}/ceiling`);
    const peaceful = await ask<{ total: number; items: { genres: string[] }[] }>(kit.page, '/browse?limit=200');
    assert.ok(peaceful.total < visible, 'the sample has animated films about war');
    assert.deepEqual(peaceful.items.filter((one) => one.genres.includes('War')), []);

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
    const told = await ask<{ visible: number }>(host.page, `/members/${id}/ceiling`);
    assert.equal(browsed.total, told.visible);
    await send(host.page, 'DELETE', `/members/${id}?name=${encodeURIComponent(name)}`);
    assert.deepEqual([...host.faults, ...kit.faults].filter((fault) => !/status of (404|410)/.test(fault)), []);
    await kit.context.close();
    await host.context.close();
  });

  await t.test(`a child that came by the six digits is under its own ceiling at once, ${size.name}, ${scheme}`, async () => {
    const host = await open(stage.browser, stage.server.url, size, { scheme, signedIn: stage.host });
    const other = `Pip ${size.width}`;
    const { kit, id } = await joined(stage, host.page, size, scheme, other, 'digits');
    assert.equal((await ask<{ total: number }>(kit.page, '/browse')).total, 0);
    await send(host.page, 'PUT', `/members/${id}/ceiling`, { age: 0, rule: { genres: ['Animation'], beforeYear: 1990 } });
    assert.ok((await suggested(kit.page, film.name.slice(0, 12))).includes(film.name));
    assert.deepEqual((await suggested(kit.page, late.name)).filter((each) => each === late.name), []);
    await kit.page.goto(`/title/${late.id}`);
    await kit.page.getByRole('heading', { name: 'Not found' }).first().waitFor();
    await send(host.page, 'DELETE', `/members/${id}?name=${encodeURIComponent(other)}`);
    assert.deepEqual([...host.faults, ...kit.faults].filter((fault) => !/status of (404|410)/.test(fault)), []);
    await kit.context.close();
    await host.context.close();
  });
}
