import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import type { Shell, ShellFile } from './src/offline/worker/shell.ts';

const left = new Set(['robots.txt']);
const sha256 = (content: string | Uint8Array): string => `sha256-${createHash('sha256').update(content).digest('base64')}`;

/** Writes the list of the app's files into the service worker: names that carry a hash as they are, the others with one. */
export function shellList(folder: string): Plugin {
  return {
    name: 'marquee-shell-list',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options: unknown, bundle: Rolldown.OutputBundle): void {
        const worker = bundle['worker.js'];
        if (worker?.type !== 'chunk') throw new Error('the build has no worker.js');
        if (worker.imports.length > 0) throw new Error(`worker.js needs ${worker.imports.join(', ')}: a worker is one file`);
        const hashed: ShellFile[] = Object.keys(bundle).filter((name) => name.startsWith('assets/')).sort().map((name) => ({ path: `/${name}` }));
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the build has no index.html');
        const named: ShellFile[] = readdirSync(folder).filter((name) => !left.has(name)).sort().map((name) => ({ path: `/${name}`, integrity: sha256(readFileSync(join(folder, name))) }));
        const files = [{ path: '/index.html', integrity: sha256(page.source) }, ...hashed, ...named];
        const shell: Shell = { version: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16), files };
        if (!worker.code.includes('__SHELL__')) throw new Error('worker.js has no place for the list of files');
        worker.code = worker.code.replace('__SHELL__', () => JSON.stringify(shell));
      },
    },
  };
}
