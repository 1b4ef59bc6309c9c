import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/**
 * What the home page loads before it can be used, packed as the server sends it; everything else comes when its page is opened.
 * The pages of getting titles took all of them past 200 kB.
 */
const budget = { script: 75_000, style: 16_000, all: 280_000 };

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const packed = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

type Entry = { file: string; css?: string[]; imports?: string[]; isEntry?: boolean };
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Entry>;

/** The files of a page: itself and whatever it needs at once. */
function needed(...from: string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const walk = (name: string): void => {
    const entry = manifest[name];
    if (!entry || seen.has(name)) return;
    seen.add(name);
    files.add(entry.file);
    entry.css?.forEach((file) => files.add(file));
    entry.imports?.forEach(walk);
  };
  from.forEach(walk);
  return files;
}

const entry = Object.keys(manifest).find((name) => manifest[name]!.isEntry)!;
const first = [...needed(entry, 'src/tonight/TonightPage.svelte'), 'theme.js'];
const sum = (files: readonly string[], kind: string): number => files.filter((file) => file.endsWith(kind)).reduce((total, file) => total + packed(file), 0);
const all = readdirSync(join(dist, 'assets')).map((file) => `assets/${file}`);

const sizes = { script: sum(first, '.js'), style: sum(first, '.css'), all: sum(all, '.js') };
let over = false;
for (const [name, size] of Object.entries(sizes) as [keyof typeof budget, number][]) {
  const fits = size <= budget[name];
  over ||= !fits;
  const what = { script: 'first load, JavaScript', style: 'first load, CSS', all: 'all pages, JavaScript' }[name];
  console.log(`${fits ? 'ok' : 'not ok'} - ${what}: ${(size / 1000).toFixed(1)} kB gzip (budget ${budget[name] / 1000} kB)`);
}
process.exitCode = over ? 1 : 0;
