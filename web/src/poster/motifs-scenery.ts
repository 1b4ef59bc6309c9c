import type { Chance } from './chance.ts';
import { arc, circle, ellipse, line, polygon, rect, type Shape, slice, wave } from './shapes.ts';

/** Pictures with a horizon. Each fills a field of `w` by `h` and may run over its edge; the field cuts it off. */
export type Motif = (w: number, h: number, at: Chance) => Shape[];

/** A low sun over water: the disc is cut by bands that grow towards the viewer. */
export const sunset: Motif = (w, h, at) => {
  const r = Math.min(w, h) * at.between(0.28, 0.38);
  const x = w * at.one([0.36, 0.5, 0.62]);
  const sea = h * at.between(0.6, 0.7);
  const cuts = [0, 1, 2, 3, 4].map((i) => rect(0, sea - r * 0.62 + i * r * 0.3, w, 1.2 + i * r * 0.055)).join('');
  return [
    { d: circle(x, sea - r * 0.25, r), fill: 'a' },
    { d: cuts, fill: 'ground' },
    { d: rect(0, sea + r * 0.42, w, h), fill: 'b' },
    { d: [0.6, 0.85, 1.15].map((k, i) => rect(x - r * (0.7 - i * 0.17), sea + r * k, r * (1.4 - i * 0.34), 2)).join(''), fill: 'c', opacity: 0.8 },
  ];
};

/** Ridges one behind the other, the nearest darkest. */
export const mountains: Motif = (w, h, at) => {
  const ridge = (base: number, height: number, peaks: number): string => {
    const points: [number, number][] = [[-10, h + 5], [-10, base]];
    for (let i = 0; i <= peaks * 2; i++) {
      points.push([(w * i) / (peaks * 2), i % 2 ? base - height * at.between(0.6, 1) : base - height * at.between(0, 0.25)]);
    }
    return polygon([...points, [w + 10, base], [w + 10, h + 5]]);
  };
  const x = w * at.between(0.25, 0.75);
  return [
    { d: circle(x, h * 0.3, w * at.between(0.12, 0.2)), fill: 'c' },
    { d: ridge(h * 0.66, h * 0.42, 2), fill: 'b' },
    { d: ridge(h * 0.8, h * 0.3, 3), fill: 'a' },
    { d: ridge(h * 0.96, h * 0.22, 2), fill: 'shade' },
  ];
};

/** Flat-topped hills, a large sun, a road that runs to it. */
export const desert: Motif = (w, h, at) => {
  const floor = h * 0.72;
  const left = w * at.between(-0.1, 0.12);
  const mesa = (x: number, width: number, height: number): string =>
    polygon([[x, floor], [x + width * 0.12, floor - height * 0.6], [x + width * 0.18, floor - height], [x + width * 0.78, floor - height],
      [x + width * 0.86, floor - height * 0.55], [x + width, floor]]);
  const vanish = w * at.between(0.4, 0.6);
  return [
    { d: circle(vanish, floor - h * 0.1, w * 0.34), fill: 'c' },
    { d: mesa(left, w * 0.42, h * 0.3) + mesa(w * 0.72, w * 0.5, h * 0.2), fill: 'b' },
    { d: rect(0, floor, w, h), fill: 'a' },
    { d: polygon([[vanish - 1, floor], [vanish + 1, floor], [w * 0.72, h], [w * 0.28, h]]), fill: 'ground' },
  ];
};

/** A planet half in shadow, its ring, a moon, stars. */
export const planet: Motif = (w, h, at) => {
  const r = Math.min(w, h) * at.between(0.26, 0.34);
  const x = w * at.between(0.42, 0.58);
  const y = h * at.between(0.46, 0.54);
  const tilt = at.one([-24, -14, 16, 26]);
  const stars = Array.from({ length: 22 }, () => circle(at.between(0, w), at.between(0, h), at.between(0.5, 1.3))).join('');
  const half = `M${x} ${y - r}A${r} ${r} 0 0 1 ${x} ${y + r}A${r * 1.5} ${r * 1.5} 0 0 0 ${x} ${y - r}z`;
  return [
    { d: stars, fill: 'c', opacity: 0.8 },
    { d: circle(x, y, r), fill: 'a' },
    { d: half, fill: 'shade', opacity: 0.55 },
    { d: ellipse(x, y, r * 1.65, r * 0.36, tilt), stroke: 'c', width: 2.4 },
    { d: slice(x, y, r, tilt + 180, tilt + 360), fill: 'a' },
    { d: circle(x + r * 1.35, y - r * 1.1, r * 0.17), fill: 'b' },
  ];
};

/** A floor of lines towards a striped sun. */
export const horizonGrid: Motif = (w, h, at) => {
  const floor = h * 0.6;
  const r = w * at.between(0.24, 0.32);
  const rails = Array.from({ length: 11 }, (_, i) => line([[w / 2 + (i - 5) * 5, floor], [w / 2 + (i - 5) * w * 0.24, h]])).join('');
  const rungs = Array.from({ length: 6 }, (_, i) => line([[0, floor + (h - floor) * (i / 6) ** 1.8], [w, floor + (h - floor) * (i / 6) ** 1.8]])).join('');
  const bars = [0, 1, 2, 3].map((i) => rect(0, floor - r * 0.72 + i * r * 0.2, w, 1 + i * 1.3)).join('');
  return [
    { d: slice(w / 2, floor, r, 180, 360), fill: 'a' },
    { d: bars, fill: 'ground' },
    { d: rails + rungs, stroke: 'b', width: 1.1 },
    { d: rect(0, floor - 0.8, w, 1.6), fill: 'c' },
  ];
};

/** A crescent over towers. */
export const castle: Motif = (w, h, at) => {
  const r = w * at.between(0.17, 0.24);
  const x = w * at.between(0.3, 0.7);
  const moon = `M${x} ${h * 0.3 - r}a${r} ${r} 0 1 0 ${r * 0.98} ${r * 1.2}a${r * 0.8} ${r * 0.8} 0 1 1 ${-r * 0.98} ${-r * 1.2}z`;
  const tower = (left: number, width: number, top: number): string =>
    polygon([[left, h], [left, top], [left + width / 2, top - width * 1.25], [left + width, top], [left + width, h]]);
  const stars = Array.from({ length: 7 }, () => {
    const [sx, sy, s] = [at.between(8, w - 8), at.between(6, h * 0.5), at.between(1.6, 3.4)];
    return `M${sx} ${sy - s * 2}Q${sx} ${sy} ${sx + s * 2} ${sy}Q${sx} ${sy} ${sx} ${sy + s * 2}Q${sx} ${sy} ${sx - s * 2} ${sy}Q${sx} ${sy} ${sx} ${sy - s * 2}z`;
  }).join('');
  return [
    { d: moon, fill: 'c' },
    { d: stars, fill: 'a' },
    { d: wave(w, [h * 0.8, h * 0.7, h * 0.82, h * 0.74]) + `V${h}H0z`, fill: 'b' },
    { d: tower(w * 0.3, w * 0.12, h * 0.62) + tower(w * 0.44, w * 0.16, h * 0.52) + tower(w * 0.62, w * 0.1, h * 0.68), fill: 'a' },
    { d: wave(w, [h * 0.9, h * 0.94, h * 0.84, h * 0.92]) + `V${h}H0z`, fill: 'shade' },
  ];
};

/** Gabled houses in a row, some windows lit. */
export const houses: Motif = (w, h, at) => {
  const widths = [0.26, 0.22, 0.3, 0.24];
  let x = -w * 0.02;
  const walls: string[] = [];
  const fronts: string[] = [];
  const lights: string[] = [];
  widths.forEach((share, i) => {
    const width = w * share;
    const top = h * at.between(0.46, 0.62);
    (i % 2 ? walls : fronts).push(polygon([[x, h], [x, top], [x + width / 2, top - width * 0.55], [x + width, top], [x + width, h]]));
    for (const [dx, dy] of [[0.2, 14], [0.58, 14], [0.2, 36], [0.58, 36]] as const) {
      if (at.next() > 0.4) lights.push(rect(x + width * dx, top + dy, width * 0.2, 11));
    }
    x += width;
  });
  return [
    { d: circle(w * at.between(0.2, 0.8), h * 0.22, w * 0.11), fill: 'c' },
    { d: fronts.join(''), fill: 'a' },
    { d: walls.join(''), fill: 'b' },
    { d: lights.join(''), fill: 'c' },
  ];
};

/** Aeroplanes in formation over a burning edge. */
export const formation: Motif = (w, h, at) => {
  const plane = (x: number, y: number, s: number): string =>
    polygon([[x, y - s], [x + s * 0.22, y - s * 0.2], [x + s, y + s * 0.3], [x + s * 0.2, y + s * 0.25], [x + s * 0.35, y + s * 0.8], [x, y + s * 0.62],
      [x - s * 0.35, y + s * 0.8], [x - s * 0.2, y + s * 0.25], [x - s, y + s * 0.3], [x - s * 0.22, y - s * 0.2]]);
  const x = w * at.between(0.42, 0.58);
  const s = w * 0.075;
  const planes = [0, 1, 2].flatMap((row) => Array.from({ length: row + 1 }, (_, i) => plane(x + (i - row / 2) * s * 3.2, h * 0.18 + row * s * 2.3, s)));
  return [
    { d: circle(x, h * 0.94, w * 0.5), fill: 'a' },
    { d: circle(x, h * 0.98, w * 0.34), fill: 'c' },
    { d: [0.74, 0.82, 0.9].map((k, i) => rect(0, h * k, w, 4 + i * 5)).join(''), fill: 'ground' },
    { d: planes.join(''), fill: 'b' },
    { d: arc(x, h * 0.94, w * 0.58, 200, 340), stroke: 'b', width: 1.4, opacity: 0.7 },
  ];
};
