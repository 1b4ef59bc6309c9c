import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { shellList } from './shell-list.ts';

// `npm run dev` needs a server on the default address; everything that is not a page of ours goes there.
const server = 'http://127.0.0.1:8484';
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [svelte(), shellList(here('public'))],
  // PouchDB is written for Node's `global`; `events` comes from the package of that name.
  define: { global: 'globalThis' },
  build: {
    target: 'es2022',
    manifest: true,
    // The content security policy forbids data: scripts and inline styles; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: here('index.html'), worker: here('src/offline/worker/worker.ts') },
      // A worker serves the addresses below its own, so it stands at the top, and under a name that stays.
      output: { entryFileNames: (chunk) => (chunk.name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: { '/api': server, '/link': server, '/openapi': server, '/health': server, '/sync': server } },
});
