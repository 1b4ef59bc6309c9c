import type { Motif } from './motifs-scenery.ts';
import { circle, ellipse, line, polygon, rect, wave } from './shapes.ts';

/** Quiet pictures for dramas, of which there are more than of anything else. */

/** Steps that lead down to a light. */
export const stairs: Motif = (w, h, at) => {
  const steps = 6;
  const left = at.next() > 0.5;
  const x = (share: number): number => (left ? share * w : w - share * w);
  const points: [number, number][] = [[x(0), h * 0.26]];
  for (let i = 0; i < steps; i++) points.push([x((i + 1) / (steps + 1)), h * (0.26 + i * 0.11)], [x((i + 1) / (steps + 1)), h * (0.26 + (i + 1) * 0.11)]);
  return [
    { d: circle(x(0.74), h * 0.24, w * 0.14), fill: 'c' },
    { d: polygon([...points, [x(1), h * 0.92], [x(1), h + 5], [x(0), h + 5]]), fill: 'a' },
    { d: polygon([[x(0), h * 0.62], [x(0.36), h + 5], [x(0), h + 5]]), fill: 'b' },
  ];
};

/** One tree on a hill. */
export const tree: Motif = (w, h, at) => {
  const x = w * at.between(0.34, 0.66);
  const r = Math.min(w, h) * at.between(0.24, 0.3);
  const ground = h * 0.78;
  return [
    { d: circle(x + r * 0.9, h * 0.2, w * 0.08), fill: 'c' },
    { d: `${wave(w, [ground + 10, ground - 6, ground + 4, ground + 14])}V${h + 5}H0z`, fill: 'b' },
    { d: circle(x, h * 0.4, r) + circle(x - r * 0.62, h * 0.46, r * 0.6) + circle(x + r * 0.66, h * 0.48, r * 0.54), fill: 'a' },
    { d: polygon([[x - 2.4, h * 0.42], [x + 2.4, h * 0.42], [x + 4, ground + 4], [x - 4, ground + 4]]) + line([[x, h * 0.56], [x + r * 0.36, h * 0.46]]), fill: 'ground' },
  ];
};

/** A road that winds between hills. */
export const road: Motif = (w, h, at) => {
  const side = at.one([1, -1]);
  const x = (share: number): number => w / 2 + side * share * w;
  const bend = `M${x(-0.34)} ${h + 5}C${x(-0.3)} ${h * 0.82} ${x(0.36)} ${h * 0.82} ${x(0.22)} ${h * 0.66}C${x(0.12)} ${h * 0.56} ${x(-0.12)} ${h * 0.56} ${x(-0.03)} ${h * 0.44}` +
    `L${x(-0.01)} ${h * 0.44}C${x(-0.02)} ${h * 0.55} ${x(0.26)} ${h * 0.55} ${x(0.36)} ${h * 0.66}C${x(0.54)} ${h * 0.84} ${x(0.06)} ${h * 0.86} ${x(0.14)} ${h + 5}z`;
  return [
    { d: circle(x(0.02), h * 0.32, w * 0.2), fill: 'c' },
    { d: `${wave(w, [h * 0.46, h * 0.4, h * 0.5, h * 0.42])}V${h + 5}H0z`, fill: 'b' },
    { d: `${wave(w, [h * 0.6, h * 0.72, h * 0.58, h * 0.7])}V${h + 5}H0z`, fill: 'a' },
    { d: bend, fill: 'ground' },
  ];
};

/** Two cups on a table, seen from above. */
export const table: Motif = (w, h, at) => {
  const turn = at.between(-14, 14);
  const r = Math.min(w, h) * 0.4;
  const [x, y] = [w / 2, h / 2];
  const cup = (dx: number, dy: number, size: number): string => circle(x + dx * r, y + dy * r, size * r);
  return [
    { d: circle(x, y, r), fill: 'a' },
    { d: cup(-0.4, -0.28, 0.3) + cup(0.42, 0.34, 0.3), fill: 'ground' },
    { d: cup(-0.4, -0.28, 0.22), fill: 'b' },
    { d: cup(0.42, 0.34, 0.22), fill: 'c' },
    { d: ellipse(x + r * 0.34, y - r * 0.46, r * 0.3, r * 0.05, turn + 40), fill: 'b' },
  ];
};

/** A curtain that parts. */
export const curtain: Motif = (w, h, at) => {
  const gap = w * at.between(0.14, 0.24);
  const middle = w * at.between(0.42, 0.58);
  const fold = (from: number, to: number, parity: number): string => Array.from({ length: 5 }, (_, i) => i).filter((i) => i % 2 === parity)
    .map((i) => rect(from + ((to - from) * i) / 5, 0, (to - from) / 5 + 0.4, h)).join('');
  return [
    { d: polygon([[middle - gap * 0.2, 0], [middle + gap * 0.2, 0], [middle + gap, h], [middle - gap, h]]), fill: 'c' },
    { d: fold(0, middle - gap * 0.5, 0) + fold(middle + gap * 0.5, w, 0), fill: 'a' },
    { d: fold(0, middle - gap * 0.5, 1) + fold(middle + gap * 0.5, w, 1), fill: 'b' },
  ];
};
