import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rm } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';

/** The browser of the tests and what every page of every test is watched for. */

export const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const browserMissing = (): string => (existsSync(browserPath) ? '' : `there is no Chromium at ${browserPath}`);

const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
export const launch = (): Promise<Browser> => chromium.launch({ executablePath: browserPath, args: flags });

export type Size = { name: string; width: number; height: number; touch: boolean };
export const phone: Size = { name: '390 px', width: 390, height: 844, touch: true };
export const desk: Size = { name: '1280 px', width: 1280, height: 800, touch: false };
export const sizes = [phone, desk];

export type Scheme = 'dark' | 'light' | 'contrast';
/** Cookies of a signed-in browser, as the browser keeps them. */
export type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>;

/** A tab, and everything it did that a page of ours must never do. */
export type Watched = { page: Page; context: BrowserContext; faults: string[] };

export async function open(browser: Browser, url: string, size: Size, { scheme = 'dark', signedIn, worker = false }: { scheme?: Scheme; signedIn?: SignedIn; /** Lets the app be kept by its service worker; else every file comes from the server. */ worker?: boolean } = {}): Promise<Watched> {
  const context = await browser.newContext({ ...looks(url, size, scheme), serviceWorkers: worker ? 'allow' : 'block', ...(signedIn ? { storageState: signedIn } : {}) });
  return { page: await watched(context, url), context, faults: faultsOf.get(context)! };
}

/** A browser with a profile on the disk, as people have one: tests elsewhere run in private windows, which no app is installed in and whose room cannot be limited. */
export async function openOwn(url: string, size: Size, { scheme = 'dark', signedIn }: { scheme?: Scheme; signedIn: SignedIn }): Promise<Watched> {
  const profile = mkdtempSync(join(tmpdir(), 'marquee-profile-'));
  const context = await chromium.launchPersistentContext(profile, { ...looks(url, size, scheme), executablePath: browserPath, args: flags });
  // The browser goes on writing there for a moment.
  context.on('close', () => setTimeout(() => rm(profile, { recursive: true, force: true }, () => undefined), 1000));
  await context.addCookies(signedIn.cookies);
  return { page: await watched(context, url), context, faults: faultsOf.get(context)! };
}

const looks = (url: string, size: Size, scheme: Scheme) => ({
  baseURL: url, viewport: { width: size.width, height: size.height }, hasTouch: size.touch, isMobile: size.touch,
  colorScheme: scheme === 'light' ? 'light' : 'dark', contrast: scheme === 'contrast' ? 'more' : 'no-preference', locale: 'en-GB', timezoneId: 'Europe/Berlin',
} as const);

const faultsOf = new WeakMap<BrowserContext, string[]>();

async function watched(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  faultsOf.set(context, faults);
  page.on('console', (message) => { if (message.type() === 'error' && !expected(message.text(), message.location().url)) faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== url) faults.push(`request to ${request.url()}`); });
  const asked = new Set<Request>();
  page.on('request', (request) => asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  unanswered.set(page, asked);
  await page.addInitScript(watchShifts);
  return page;
}

/**
 * The browser itself writes a line for an answer of 401; asking who is signed in is no fault. Neither is a checkpoint of a
 * replication that is not there yet, nor that nobody answers where a test took the network away.
 */
const expected = (text: string, url: string): boolean =>
  /status of 401|ERR_INTERNET_DISCONNECTED/.test(text) || (/status of 404/.test(text) && /\/sync\/[^/]+\/_local\//.test(url));

function watchShifts(): void {
  const sum = { value: 0, moved: [] as string[] };
  Object.assign(window, { layoutShifts: sum });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources?: { node?: Node }[] })[]) {
      if (entry.hadRecentInput) continue;
      sum.value += entry.value;
      sum.moved.push(...(entry.sources ?? []).map((source) => (source.node as Element | undefined)?.outerHTML?.slice(0, 120) ?? ''));
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

const unanswered = new WeakMap<Page, Set<Request>>();

/** The page stands: its heading is there, nothing is loading, the letters are set. */
export async function settled(page: Page): Promise<void> {
  try {
    await page.locator('main h1, main [role=alert]').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'));
  } catch (error) {
    const busy = await page.evaluate(() => [...document.querySelectorAll('.skeleton, [aria-busy=true]')].map((element) => element.outerHTML.slice(0, 160)));
    const waiting = [...unanswered.get(page) ?? []].map((request) => `${request.method()} ${request.url()}`);
    throw new Error(`${page.url()} does not come to rest: busy ${busy.join(' ')}; not answered: ${waiting.join(', ')}`, { cause: error });
  }
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 120)))));
}

export async function assertNoShift(page: Page): Promise<void> {
  const { value, moved } = await page.evaluate(() => (window as unknown as { layoutShifts: { value: number; moved: string[] } }).layoutShifts);
  assert.ok(value < 0.02, `layout shift ${value.toFixed(3)}: ${moved.join(' | ')}`);
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Finding = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** In high contrast, text must reach 7:1 as well. */
export async function assertAccessible(page: Page, scheme: Scheme = 'dark'): Promise<void> {
  // Colours that are on their way are nobody's choice.
  await page.evaluate(() => Promise.all(document.getAnimations()
    .filter((animation) => animation.playState === 'running' && animation.effect?.getComputedTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => undefined))));
  await page.evaluate(axe);
  const findings = await page.evaluate(async (strict) => {
    const tool = (window as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: Finding[] }> } }).axe;
    type Finding = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };
    const rules = strict ? { 'color-contrast-enhanced': { enabled: true } } : {};
    return (await tool.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', ...(strict ? ['wcag2aaa'] : [])], rules })).violations;
  }, scheme === 'contrast') as Finding[];
  assert.deepEqual(findings.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`), []);
}

/** Asks the API as the page does, with its cookie. */
export const ask = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (address) => (await fetch(`/api/v1${address}`)).json() as Promise<unknown>, path) as Promise<T>;

/** Changes something through the API without the page's help. */
export const send = <T>(page: Page, method: string, path: string, body?: unknown): Promise<T> =>
  page.evaluate(async ([how, address, what]) => {
    const { csrf } = await (await fetch('/api/v1/session')).json() as { csrf: string };
    const answer = await fetch(`/api/v1${address}`, { method: how as string, headers: { 'x-csrf-token': csrf, 'content-type': 'application/json' }, body: what === undefined ? null : JSON.stringify(what) });
    return answer.status === 204 ? undefined : await answer.json() as unknown;
  }, [method, path, body] as const) as Promise<T>;
