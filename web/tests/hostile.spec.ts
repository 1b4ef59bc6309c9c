import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { ask, assertAccessible, open, send, settled, type Size } from './browser.ts';
import type { Stage } from './run.ts';

/** Names that a file may bring along, to be shown as the texts they are. */
const names = [
  `<img src=x onerror="window.hacked=1">`, `<script>window.hacked=1</script>`, `"><svg/onload=window.hacked=1>`, `javascript:window.hacked=1`, `{{constructor.constructor('window.hacked=1')()}}`,
  `=HYPERLINK("http://127.0.0.1:9/","x")`, `\u202Egnp.exe\u202C`, `\u200F\u05D0\u05D1\u05D2 \u0627\u0644\u0641\u064A\u0644\u0645`, `a\u0007b\u001B[31mc`, `\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466} ${'\u{1F3AC}'.repeat(40)}`,
  `Z${'\u0300\u0301\u0302\u0303'.repeat(60)}algo`, 'W'.repeat(900), `' or 1=1 --`, '\u{10FFFF}\uFFFE',
];
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const id = (at: number): string => `tt99${String(70_000 + at)}`;

/** Hostile names in a member's file, in a list, a note and a query: on every page that shows them they are text and nothing else. */
export async function hostile(t: TestContext, stage: Stage, size: Size): Promise<void> {
  await t.test(`hostile names of a file are texts on every page, ${size.name}`, async () => {
    const { page, context, faults } = await open(stage.browser, stage.server.url, size, { signedIn: stage.host });
    page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
    const harmless = async (): Promise<void> => {
      await settled(page);
      assert.deepEqual(await page.evaluate(() => [Reflect.get(window, 'hacked'), document.querySelectorAll('main script, main img[src="x"], main svg[onload]').length, document.documentElement.scrollWidth <= window.innerWidth]), [undefined, 0, true], page.url());
      assert.doesNotMatch(await page.locator('body').innerText(), /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u202A-\u202E\u2066-\u2069]/);
      await assertAccessible(page);
    };

    const file = `Const,Your Rating,Date Rated,Title,URL,Title Type\n${names.map((name, at) => `${id(at)},${at === 0 ? 99 : 7},2019-01-02,${cell(name)},,movie`).join('\n')}\n`;
    await page.goto('/import');
    await settled(page);
    await page.locator('input[type=file]').setInputFiles({ name: `<b onmouseover=window.hacked=1>.csv`, mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByRole('heading', { name: 'This is what would change' }).waitFor();
    await harmless();
    await page.getByRole('button', { name: /^Apply \d+ rows$/ }).click();
    await page.getByRole('heading', { name: 'Applied' }).waitFor();
    await harmless();

    const list = await send<{ id: number }>(page, 'POST', '/lists', { name: names[0]! });
    await send(page, 'PUT', `/lists/${list.id}`, { description: names[1] });
    for (const at of [1, 2, 6]) {
      await send(page, 'PUT', `/lists/${list.id}/titles/${id(at)}`, { note: names[2] });
      await send(page, 'PUT', `/likes/${id(at)}`);
      await send(page, 'PUT', `/watchlist/${id(at)}/entry`, { note: names[3], priority: 1 });
    }

    await send(page, 'PUT', `/notes/${id(2)}`, { note: names.slice(0, 6).join('\n') });
    const query = encodeURIComponent(names[0]!);
    for (const path of ['/history', `/title/${id(1)}`, `/title/${id(2)}`, `/title/${id(11)}`, `/lists/${list.id}`, '/lists', '/likes', '/watchlist?view=list', '/watchlist', '/activity',
      `/search?q=${query}`, `/search?q=${encodeURIComponent(names[6]!)}`]) {
      await page.goto(path);
      await harmless().catch((error: unknown) => { throw new Error(`${path}: ${String(error)}`); });
    }

    const told = await ask<{ items: { id: string; title: string }[] }>(page, '/history?limit=200');
    const own = told.items.filter((item) => item.id.startsWith('tt9970'));
    assert.equal(own.length, names.length - 1);
    assert.ok(own.every((item) => item.title.length <= 500), 'a name is cut');
    await undoAll(page);
    await send(page, 'DELETE', `/lists/${list.id}`);
    for (const at of [1, 2, 6]) for (const path of [`/likes/${id(at)}`, `/notes/${id(at)}`, `/watchlist/${id(at)}`]) await send(page, 'DELETE', path);
    assert.deepEqual(faults.filter((fault) => !/status of (400|404)/.test(fault)), []);
    await context.close();
  });
}

/** Takes the last import back and waits until it is. */
async function undoAll(page: Page): Promise<void> {
  const [last] = await ask<{ id: number }[]>(page, '/imports');
  await send(page, 'POST', `/imports/${last!.id}/undo`);
  for (let state = ''; state !== 'undone'; state = (await ask<{ state: string }>(page, `/imports/${last!.id}`)).state) await page.waitForTimeout(50);
}
