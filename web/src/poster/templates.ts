import { type Brief, type Drawing, type Face, height as H, type Text, width as W } from './drawing.ts';
import type { Palette } from './palette.ts';
import { circle, rect, rounded } from './shapes.ts';
import { type Room, setTitle, split } from './text.ts';

type Composition = Omit<Drawing, 'palette'>;
export type Template = { name: string; fits(brief: Brief): boolean; compose(brief: Brief): Composition };

const edge = 15;
const inner = W - 2 * edge;

type Place = {
  x: number; anchor: Text['anchor']; face: Face; ink: keyof Palette; on: Text['on']; upper?: boolean; justified?: boolean;
  width: number; height: number; largest: number;
};

/** Lines of a title from `top` downwards, and how tall they became. A second part after a colon is set smaller. */
function titled(brief: Brief, place: Place): { texts: Text[]; height: number } {
  const { main, rest } = brief.script === 'latin' ? split(brief.title) : { main: brief.title, rest: '' };
  const cased = (text: string): string => (place.upper && brief.script === 'latin' ? text.toUpperCase() : text);
  const leading = brief.script === 'latin' ? (place.upper ? 0.94 : 1.04) : brief.script === 'cjk' ? 1.16 : 1.36;
  const room: Room = { width: place.width, height: place.height * (rest ? 0.68 : 1), largest: place.largest, smallest: 10.5, leading };
  if (place.justified) room.justified = true;
  const head = setTitle(cased(main), room);
  const texts: Text[] = [];
  let y = 0;
  const put = (lines: typeof head.lines, step: number, opacity?: number): void => {
    for (const line of lines) {
      // Letters hang between cap height and descender: three quarters of the step is the base line.
      const text: Text = { text: line.text, x: place.x, y: y + line.size * (step * 0.5 + 0.32), size: line.size, face: place.face, ink: place.ink, anchor: place.anchor, on: place.on };
      if (brief.script === 'latin') text.length = line.width;
      if (brief.script === 'rtl') text.rtl = true;
      if (opacity) text.opacity = opacity;
      texts.push(text);
      y += line.size * step;
    }
  };
  put(head.lines, leading);
  if (rest) {
    y += 4;
    const size = Math.min(...head.lines.map((line) => line.size));
    put(setTitle(rest, { width: place.width, height: place.height * 0.3, largest: Math.min(16, Math.max(10.5, size * 0.62)), smallest: 8.5, leading: 1.15 }).lines, 1.15);
  }
  return { texts, height: y };
}

const moved = (texts: Text[], dy: number): Text[] => texts.map((text) => ({ ...text, y: text.y + dy }));

const small = (text: string, x: number, y: number, anchor: Text['anchor'], ink: keyof Palette = 'ink', on: Text['on'] = ['ground']): Text[] =>
  text ? [{ text, x, y, size: 8.5, face: 'sans', ink, anchor, spaced: true, on }] : [];

const startOf = (brief: Brief): { x: number; anchor: Text['anchor'] } =>
  ({ x: brief.script === 'rtl' ? W - edge : edge, anchor: 'start' });

/** Year and countries; the lower right corner is left to the card's button. */
const caption = (brief: Brief): string => [brief.year, brief.countries].filter(Boolean).join('  ·  ');

/** The longest word at size 1: what decides how large a title can be set. */
const longest = (brief: Brief): number => Math.max(...brief.title.split(/\s+/).map((word) => word.length));

/** Picture above, title below. */
const below: Template = {
  name: 'below',
  fits: () => true,
  compose(brief) {
    const title = titled(brief, { ...startOf(brief), face: brief.old ? 'serif' : 'sans', ink: 'ink', on: ['ground'], upper: brief.at.next() > 0.45, width: inner, height: 96, largest: 40 });
    const top = H - 46 - title.height;
    return {
      under: [], over: [],
      fields: [{ x: 0, y: 0, w: W, h: top - 14, shapes: brief.motif(W, top - 14) }],
      texts: [...moved(title.texts, top), ...small(caption(brief), edge, H - 19, 'start')],
    };
  },
};

/** Title above, picture running off the foot. */
const above: Template = {
  name: 'above',
  fits: () => true,
  compose(brief) {
    const title = titled(brief, { ...startOf(brief), face: brief.at.one(['sans', 'narrow'] as const), ink: 'ink', on: ['ground'], upper: true, width: inner, height: 104, largest: 46 });
    const y = 36 + title.height + 12;
    return {
      under: [{ d: rect(edge, 26, inner, 0.8), fill: 'ink', opacity: 0.55 }], over: [],
      fields: [{ x: 0, y, w: W, h: H - y, shapes: brief.motif(W, H - y) }],
      texts: [...moved(title.texts, 36), ...small([brief.year, brief.runtime].filter(Boolean).join('  ·  '), W - edge, 20, 'end')],
    };
  },
};

/** A sheet with a margin, the picture in an arch or a disc, the title centred beneath. */
const framed: Template = {
  name: 'framed',
  fits: (brief) => brief.script !== 'rtl',
  compose(brief) {
    const title = titled(brief, { x: W / 2, anchor: 'middle', face: 'serif', ink: 'ink', on: ['ground'], width: inner - 14, height: 76, largest: 30 });
    const top = H - 48 - title.height;
    const room = top - 34;
    const size = Math.min(inner - 8, room);
    const x = (W - size) / 2;
    const disc = brief.at.next() > 0.5;
    const h = disc ? size : room;
    const y = disc ? 24 + (room - size) / 2 : 24;
    return {
      under: [{ d: rounded(8, 8, W - 16, H - 16, 3), stroke: 'ink', width: 0.8, opacity: 0.5 }, { d: rect(x, y, size, h), fill: 'shade' }],
      fields: [{ x, y, w: size, h, shapes: brief.motif(size, h) }],
      // The sheet again, with a round hole: cheaper than a clip path and without an id.
      over: disc ? [{ d: rect(x - 1, y - 1, size + 2, size + 2) + circle(W / 2, y + size / 2, size / 2), fill: 'ground' }] : [],
      texts: [...moved(title.texts, top), ...small([brief.countries, brief.year].filter(Boolean).join('  ·  '), W / 2, H - 20, 'middle')],
    };
  },
};

/** The title is the picture: every line fills the width. */
const monument: Template = {
  name: 'monument',
  fits: (brief) => brief.script === 'latin' && brief.title.length <= 26 && longest(brief) <= 11 && !split(brief.title).rest,
  compose(brief) {
    const title = titled(brief, { x: edge, anchor: 'start', face: brief.at.one(['sans', 'narrow'] as const), ink: 'ink', on: ['ground'], upper: true, justified: true, width: inner, height: 176, largest: 150 });
    const first = brief.at.next() > 0.5;
    const field = H - title.height - 58;
    const top = first ? 18 : H - 42 - title.height;
    const y = first ? top + title.height + 10 : 0;
    const h = first ? H - y - 30 : field;
    return {
      under: [], over: [],
      fields: [{ x: first ? edge : 0, y, w: first ? inner : W, h, shapes: brief.motif(first ? inner : W, h) }],
      texts: [...moved(title.texts, top), ...small(caption(brief), edge, H - (first ? 14 : 19), 'start')],
    };
  },
};

/** A picture over the whole sheet, crossed by a solid panel. */
const banded: Template = {
  name: 'banded',
  fits: (brief) => brief.title.length <= 44,
  compose(brief) {
    const title = titled(brief, { ...startOf(brief), face: brief.at.one(['sans', 'serif'] as const), ink: 'panelInk', on: ['panel'], width: inner, height: 84, largest: 32 });
    const h = title.height + 36;
    const y = brief.at.one([H - h - 30, H - h - 46, H * 0.5]);
    const top = Math.min(y, H - h);
    return {
      under: [],
      fields: [{ x: 0, y: 0, w: W, h: H, shapes: brief.motif(W, top > H - h - 5 ? top : H) }],
      over: [{ d: rect(0, top, W, h), fill: 'panel' }],
      texts: [...moved(title.texts, top + 11), ...small(caption(brief), edge, top + h - 10, 'start', 'panelInk', ['panel'])],
    };
  },
};

/** The title climbs the left side; signs of East Asia stand upright one above the other. */
const spine: Template = {
  name: 'spine',
  fits: (brief) => (brief.script === 'latin' && brief.title.length >= 4 && brief.title.length <= 20) || (brief.script === 'cjk' && [...brief.title].length <= 9 && !/\s/.test(brief.title)),
  compose(brief) {
    const column = 58;
    const shapes = { x: column, y: 0, w: W - column, h: H, shapes: brief.motif(W - column, H) };
    const foot = small(brief.year, column / 2, H - 14, 'middle');
    if (brief.script === 'cjk') {
      const signs = [...brief.title];
      const size = Math.min(34, (H - 62) / (signs.length * 1.1));
      const texts = signs.map((text, i): Text => ({ text, x: column / 2, y: 22 + size * 0.86 + i * size * 1.1, size, face: 'serif', ink: 'ink', anchor: 'middle', on: ['ground'] }));
      return { under: [], over: [], fields: [shapes], texts: [...texts, ...foot] };
    }
    const block = setTitle(brief.title.toUpperCase(), { width: H - 62, height: 40, largest: 38, smallest: 10, leading: 1 });
    const texts = block.lines.map((line, i): Text => ({
      text: line.text, x: column / 2 - block.height / 2 + (i + 0.84) * line.size, y: H - 32, size: line.size, face: 'sans', ink: 'ink', anchor: 'start', length: line.width, turned: -90, on: ['ground'],
    }));
    return { under: [], over: [], fields: [shapes], texts: [...texts, ...foot] };
  },
};

export const templates: readonly Template[] = [below, below, above, framed, monument, monument, banded, spine];
