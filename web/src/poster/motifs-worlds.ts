import type { Motif } from './motifs-scenery.ts';
import { circle, ellipse, line, polygon, rect, wave } from './shapes.ts';

/** Worlds of their own: for genres that would else share too few pictures. */

/** A star with planets on their rings. */
export const orbits: Motif = (w, h, at) => {
  const [x, y] = [w * at.between(0.4, 0.6), h * at.between(0.4, 0.55)];
  const turned = at.between(-30, 30);
  const size = Math.min(w, h);
  const rings = [0.24, 0.36, 0.5].map((share) => ({ share, angle: at.between(0, Math.PI * 2) }));
  const planet = (share: number, angle: number): [number, number] => {
    const [dx, dy] = [Math.cos(angle) * share * size, Math.sin(angle) * share * size * 0.42];
    const turn = (turned * Math.PI) / 180;
    return [x + dx * Math.cos(turn) - dy * Math.sin(turn), y + dx * Math.sin(turn) + dy * Math.cos(turn)];
  };
  return [
    ...rings.map(({ share }) => ({ d: ellipse(x, y, share * size, share * size * 0.42, turned), stroke: 'b' as const, width: 2 })),
    { d: circle(x, y, size * 0.12), fill: 'c' as const },
    { d: rings.map(({ share, angle }, k) => circle(...planet(share, angle), size * (0.035 + k * 0.014))).join(''), fill: 'a' as const },
  ];
};

/** A dark house below the moon, one window lit. */
export const lonelyHouse: Motif = (w, h, at) => {
  const x = w * at.between(0.36, 0.58);
  const [wide, top, ground] = [w * 0.3, h * 0.44, h * 0.82];
  return [
    { d: circle(w * at.between(0.2, 0.8), h * 0.24, w * at.between(0.14, 0.2)), fill: 'c' },
    { d: `${wave(w, [ground, ground - 8, ground + 6, ground - 4])}V${h + 5}H0z`, fill: 'b' },
    { d: polygon([[x - wide / 2, ground + 6], [x - wide / 2, top], [x, top - h * 0.16], [x + wide / 2, top], [x + wide / 2, ground + 6]]) + rect(x + wide * 0.22, top - h * 0.14, wide * 0.12, h * 0.12), fill: 'a' },
    { d: rect(x - wide * 0.26, top + h * 0.06, wide * 0.2, h * 0.1), fill: 'c' },
    { d: rect(x + wide * 0.06, top + h * 0.06, wide * 0.2, h * 0.1) + rect(x - wide * 0.1, ground - h * 0.12, wide * 0.2, h * 0.16), fill: 'ground' },
  ];
};

/** Balloons on strings, one of them let go. */
export const balloons: Motif = (w, h, at) => {
  const size = Math.min(w, h);
  const hand: [number, number] = [w * at.between(0.4, 0.6), h * 0.94];
  const held = [-0.2, 0.02, 0.22].map((dx, k): [number, number] => [w / 2 + dx * w, h * (0.46 + (k % 2) * 0.12 + at.between(-0.04, 0.04))]);
  const r = size * 0.13;
  const body = ([x, y]: [number, number]): string => ellipse(x, y, r, r * 1.18) + polygon([[x - 4, y + r * 1.34], [x + 4, y + r * 1.34], [x, y + r * 1.12]]);
  return [
    { d: held.map(([x, y]) => line([[x, y + r * 1.3], hand])).join(''), stroke: 'b', width: 2 },
    { d: body(held[0]!) + body(held[2]!), fill: 'a' },
    { d: body(held[1]!), fill: 'b' },
    { d: body([w * at.between(0.24, 0.76), h * 0.18]), fill: 'c' },
  ];
};

/** A small boat between high waves. */
export const seaway: Motif = (w, h, at) => {
  const x = w * at.between(0.34, 0.62);
  const level = h * 0.58;
  const mast = h * 0.26;
  return [
    { d: circle(w * at.between(0.22, 0.78), h * 0.24, w * 0.13), fill: 'c' },
    { d: `${wave(w, [level, level - h * 0.06, level + h * 0.03, level - h * 0.04])}V${h + 5}H0z`, fill: 'b' },
    { d: polygon([[x, level - mast], [x, level - 8], [x + w * 0.16, level - 8]]) + polygon([[x - 6, level - mast * 0.8], [x - 6, level - 8], [x - w * 0.1, level - 8]]), fill: 'a' },
    { d: polygon([[x - w * 0.14, level - 4], [x + w * 0.18, level - 4], [x + w * 0.11, level + h * 0.05], [x - w * 0.08, level + h * 0.05]]), fill: 'ground' },
    { d: `${wave(w, [h * 0.72, h * 0.66, h * 0.76, h * 0.68])}V${h + 5}H0z`, fill: 'a' },
    { d: `${wave(w, [h * 0.84, h * 0.88, h * 0.82, h * 0.88])}V${h + 5}H0z`, fill: 'ground' },
  ];
};
