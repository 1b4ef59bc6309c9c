import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.ts';

/** Draws the icons that systems want as pixels from the one in public/icon.svg: `npm run icons` after changing it. */
const place = (name: string): string => fileURLToPath(new URL(`../public/${name}`, import.meta.url));
const svg = readFileSync(place('icon.svg'), 'utf8');
/** Systems cut the corners themselves: the ground then fills the square, and the letter keeps to the safe circle in the middle. */
const filled = (share: number): string => svg
  .replace('rx="15"', 'rx="0"')
  .replace(/(<rect[^>]*>)(.*)(<\/svg>)/s, `$1<g transform="translate(${32 * (1 - share)} ${32 * (1 - share)}) scale(${share})">$2</g>$3`);

const icons: [name: string, pixels: number, picture: string][] = [
  ['icon-192.png', 192, svg], ['icon-512.png', 512, svg], ['icon-maskable-512.png', 512, filled(0.78)], ['apple-touch-icon.png', 180, filled(0.88)],
];

const browser = await launch();
for (const [name, pixels, picture] of icons) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${pixels}px;height:${pixels}px}</style>${picture}`);
  writeFileSync(place(name), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
