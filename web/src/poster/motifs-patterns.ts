import type { Motif } from './motifs-scenery.ts';
import { arc, circle, line, polygon, rect, rounded, slice } from './shapes.ts';

/** Pictures made of repeated forms. */

/** Tiles of quarter, half and whole discs. */
export const tiles: Motif = (w, h, at) => {
  const size = w / at.one([3, 4]);
  const layers: Record<'a' | 'b' | 'c', string[]> = { a: [], b: [], c: [] };
  for (let y = 0; y < h; y += size) {
    for (let x = 0; x < w - 1; x += size) {
      const into = layers[at.one(['a', 'a', 'b', 'b', 'c'] as const)];
      const turn = at.whole(0, 3) * 90;
      const corner = [[x, y], [x + size, y], [x + size, y + size], [x, y + size]][turn / 90] as [number, number];
      const form = at.whole(0, 6);
      if (form < 3) into.push(slice(corner[0], corner[1], size, turn, turn + 90));
      else if (form < 5) into.push(slice(x + size / 2, y + size / 2, size / 2, turn, turn + 180));
      else if (form === 5) into.push(circle(x + size / 2, y + size / 2, size * 0.34));
    }
  }
  return [
    { d: layers.a.join(''), fill: 'a' },
    { d: layers.b.join(''), fill: 'b' },
    { d: layers.c.join(''), fill: 'c' },
  ];
};

/** A grin. */
export const grin: Motif = (w, h, at) => {
  const r = Math.min(w, h) * 0.4;
  const x = w * at.between(0.45, 0.55);
  const y = h * 0.5;
  const wink = at.next() > 0.5;
  const eye = r * 0.14;
  return [
    { d: circle(x + r * 0.16, y + r * 0.16, r), fill: 'b' },
    { d: circle(x, y, r), fill: 'a' },
    { d: `M${x - r * 0.62} ${y + r * 0.08}A${r * 0.62} ${r * 0.62} 0 0 0 ${x + r * 0.62} ${y + r * 0.08}z`, fill: 'ground' },
    { d: circle(x - r * 0.34, y - r * 0.32, eye) + (wink ? rect(x + r * 0.16, y - r * 0.36, r * 0.36, r * 0.1) : circle(x + r * 0.34, y - r * 0.32, eye)), fill: 'ground' },
  ];
};

/** Leaning bars that race out of a corner. */
export const shards: Motif = (w, h, at) => {
  const lean = w * at.between(0.35, 0.6) * at.one([1, -1]);
  const bar = (x: number, width: number, from: number, to: number): string => {
    const shift = (y: number): number => lean * (1 - y / h);
    return polygon([[x + shift(from), from], [x + width + shift(from), from], [x + width + shift(to), to], [x + shift(to), to]]);
  };
  const start = lean > 0 ? -w * 0.3 : w * 0.12;
  return [
    { d: bar(start + w * 0.1, w * 0.26, -5, h * 0.86), fill: 'a' },
    { d: bar(start + w * 0.44, w * 0.1, h * 0.1, h + 5), fill: 'b' },
    { d: bar(start + w * 0.6, w * 0.18, -5, h * 0.66), fill: 'a' },
    { d: bar(start + w * 0.84, w * 0.05, h * 0.22, h * 0.92), fill: 'c' },
    { d: bar(start + w * 0.95, w * 0.1, h * 0.05, h + 5), fill: 'b' },
  ];
};

/** Rays from below and what they come from. */
export const burst: Motif = (w, h, at) => {
  const x = w * at.between(0.35, 0.65);
  const y = h * at.between(0.62, 0.78);
  const count = 18;
  const rays = Array.from({ length: count / 2 }, (_, i) => slice(x, y, h * 1.5, (i * 2 * 360) / count, ((i * 2 + 1) * 360) / count)).join('');
  return [
    { d: rays, fill: 'b', opacity: 0.25 },
    { d: circle(x, y, w * 0.33), fill: 'b' },
    { d: circle(x, y, w * 0.22), fill: 'a' },
    { d: circle(x, y, w * 0.1), fill: 'c' },
  ];
};

/** Rings whose centres drift: a well one looks into. */
export const vertigo: Motif = (w, h, at) => {
  const rings = 8;
  const [dx, dy] = [at.between(-2.4, 2.4), at.between(1.2, 3)];
  const path = Array.from({ length: rings }, (_, i) => circle(w / 2 + dx * i, h * 0.46 + dy * i, w * 0.56 * (1 - i / rings) + 3));
  return [
    { d: path.filter((_, i) => i % 2 === 0).join(''), stroke: 'a', width: 5 },
    { d: path.filter((_, i) => i % 2 === 1).join(''), stroke: 'b', width: 5 },
    { d: circle(w / 2 + dx * rings, h * 0.46 + dy * rings, 4.5), fill: 'c' },
  ];
};

/** Light through a blind. */
export const blinds: Motif = (w, h, at) => {
  const slats = Math.round(h / 17);
  const skew = at.between(6, 22) * at.one([1, -1]);
  const bar = (i: number): string => {
    const y = (h * (i + 0.15)) / slats;
    return polygon([[0, y], [w, y + skew], [w, y + skew + 8.5], [0, y + 8.5]]);
  };
  return [
    { d: circle(w * at.between(0.35, 0.65), h * 0.48, w * 0.35), fill: 'c' },
    { d: Array.from({ length: slats + 4 }, (_, i) => bar(i - 2)).join(''), fill: 'a' },
  ];
};

/** Strings that swing around each other. */
export const strings: Motif = (w, h, at) => {
  const phase = at.between(0, 6);
  const path = (shift: number): string =>
    line(Array.from({ length: 33 }, (_, i) => [w / 2 + Math.sin(i / 5 + phase + shift) * w * (0.12 + shift * 0.07), (h * i) / 32] as const));
  return [
    { d: [0, 0.55, 1.1, 1.65].map(path).join(''), stroke: 'a', width: 3 },
    { d: [2.9, 3.5].map((s) => path(s)).join(''), stroke: 'b', width: 3 },
    { d: circle(w * at.between(0.3, 0.7), h * at.between(0.35, 0.65), w * 0.075), fill: 'c' },
  ];
};

/** A record. */
export const record: Motif = (w, h, at) => {
  const r = w * at.between(0.42, 0.48);
  const [x, y] = [w * at.one([0.5, 0.62, 0.38]), h * 0.52];
  return [
    { d: circle(x, y, r), fill: 'a' },
    { d: [0.9, 0.8, 0.7, 0.6, 0.5].map((k) => circle(x, y, r * k)).join(''), stroke: 'ground', width: 0.9, opacity: 0.6 },
    { d: slice(x, y, r, 205, 232) + slice(x, y, r, 25, 52), fill: 'b', opacity: 0.45 },
    { d: circle(x, y, r * 0.36), fill: 'c' },
    { d: circle(x, y, r * 0.06), fill: 'ground' },
  ];
};

/** A row of sound levels. */
export const levels: Motif = (w, h, at) => {
  const count = 9;
  const step = (w * 0.86) / count;
  const bars = Array.from({ length: count }, (_, i) => {
    const tall = h * (0.16 + 0.62 * Math.abs(Math.sin(i * 0.75 + at.between(0, 1))));
    return { x: w * 0.07 + i * step, tall };
  });
  const draw = (parity: number): string =>
    bars.filter((_, i) => i % 2 === parity).map(({ x, tall }) => rounded(x, h / 2 - tall / 2, step * 0.62, tall, step * 0.3)).join('');
  return [
    { d: draw(0), fill: 'a' },
    { d: draw(1), fill: 'b' },
    { d: rect(0, h / 2 - 0.8, w, 1.6), fill: 'c' },
  ];
};

/** A colonnade. */
export const arches: Motif = (w, h, at) => {
  const count = at.one([2, 3]);
  const step = w / count;
  const arch = (x: number, width: number, top: number): string =>
    `M${x} ${h}V${top + width / 2}a${width / 2} ${width / 2} 0 0 1 ${width} 0V${h}z`;
  const row = (inset: number, top: number): string =>
    Array.from({ length: count }, (_, i) => arch(i * step + inset, step - 2 * inset, top)).join('');
  return [
    { d: row(step * 0.08, h * 0.16), fill: 'a' },
    { d: row(step * 0.19, h * 0.26), fill: 'b' },
    { d: row(step * 0.3, h * 0.36), fill: 'ground' },
    { d: circle(step * (at.whole(0, count - 1) + 0.5), h * 0.74, step * 0.11), fill: 'c' },
  ];
};

/** The bends of a track. */
export const lanes: Motif = (w, h, at) => {
  const x = at.one([-0.08, 1.08]) * w;
  const lane = (i: number): string => circle(x, h * 1.02, w * 0.3 + i * w * 0.15);
  return [
    { d: [0, 2, 4].map(lane).join(''), stroke: 'a', width: w * 0.1 },
    { d: [1, 3].map(lane).join(''), stroke: 'b', width: w * 0.1 },
    { d: circle(w * at.between(0.4, 0.6), h * at.between(0.3, 0.5), w * 0.055), fill: 'c' },
  ];
};

/** The blades of a lens. */
export const aperture: Motif = (w, h, at) => {
  const r = w * 0.38;
  const turn = at.between(0, 60);
  const [x, y] = [w / 2, h * 0.5];
  const on = (angle: number, length: number): [number, number] =>
    [x + length * Math.cos((angle * Math.PI) / 180), y + length * Math.sin((angle * Math.PI) / 180)];
  const blades = Array.from({ length: 6 }, (_, i) => line([on(turn + i * 60, r * 0.42), on(turn + i * 60 + 52, r)])).join('');
  return [
    { d: circle(x, y, r), fill: 'a' },
    { d: blades, stroke: 'ground', width: 2.2 },
    { d: polygon(Array.from({ length: 6 }, (_, i) => on(turn + i * 60, r * 0.42))), fill: 'c' },
    { d: circle(x, y, r * 1.16), stroke: 'b', width: 3 },
    { d: arc(x, y, r * 1.32, turn, turn + 110), stroke: 'b', width: 1.4 },
  ];
};

/** Stripes and a disc, for titles about which we know no genre. */
export const swiss: Motif = (w, h, at) => {
  const r = w * at.between(0.24, 0.34);
  const x = w * at.one([0.3, 0.5, 0.7]);
  const stripes = Array.from({ length: 7 }, (_, i) => rect(0, h * 0.5 + i * h * 0.085, w, h * 0.085 * (0.2 + i * 0.1))).join('');
  return [
    { d: circle(x, h * 0.4, r), fill: 'a' },
    { d: stripes, fill: 'b' },
    { d: circle(x + r * 0.75, h * 0.4 - r * 0.75, r * 0.18), fill: 'c' },
  ];
};
