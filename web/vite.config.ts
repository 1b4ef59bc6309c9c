import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// `npm run dev` needs a server on the default address; everything that is not a page of ours goes there.
const server = 'http://127.0.0.1:8484';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: 'es2022',
    manifest: true,
    // The content security policy forbids data: scripts and inline styles; small files stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/link': server, '/openapi': server, '/health': server } },
});
