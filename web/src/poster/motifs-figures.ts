import type { Motif } from './motifs-scenery.ts';
import { arc, circle, line, polygon, rect, rounded, type Shape, slice } from './shapes.ts';

/** Pictures with somebody or something in them. */

/** A door stands open in a dark wall; someone is in it. */
export const doorway: Motif = (w, h, at) => {
  const x = w * at.between(0.34, 0.54);
  const width = w * 0.22;
  const top = h * 0.16;
  const floor = h * 0.68;
  const lean = w * at.one([-0.3, 0.3]);
  const body = x + width / 2;
  return [
    { d: rect(0, floor, w, h), fill: 'shade' },
    { d: polygon([[x, floor], [x + width, floor], [x + width + lean + w * 0.14, h], [x + lean - w * 0.14, h]]), fill: 'a', opacity: 0.55 },
    { d: rect(x, top, width, floor - top), fill: 'a' },
    { d: circle(body, floor - h * 0.25, w * 0.032) + polygon([[body - w * 0.04, floor - h * 0.2], [body + w * 0.04, floor - h * 0.2], [body + w * 0.028, floor], [body - w * 0.028, floor]]), fill: 'ground' },
    { d: polygon([[body - 5, floor], [body + 5, floor], [body + lean * 0.9 + 11, h], [body + lean * 0.9 - 11, h]]), fill: 'ground', opacity: 0.75 },
  ];
};

/** Spikes from above and below close on a pale disc. */
export const teeth: Motif = (w, h, at) => {
  const spikes = (base: number, way: 1 | -1): string => {
    const count = 7;
    const points: [number, number][] = [[0, base - way * h]];
    for (let i = 0; i < count; i++) {
      points.push([(w * i) / count, base], [(w * (i + 0.5)) / count, base + way * h * at.between(0.14, 0.32)]);
    }
    return polygon([...points, [w, base], [w, base - way * h]]);
  };
  return [
    { d: circle(w / 2, h * 0.5, w * 0.3), fill: 'c' },
    { d: circle(w / 2 + w * 0.02, h * 0.5, w * 0.1), fill: 'a' },
    { d: spikes(h * 0.14, 1), fill: 'a' },
    { d: spikes(h * 0.86, -1), fill: 'b' },
  ];
};

/** A keyhole, and light behind it. */
export const keyhole: Motif = (w, h, at) => {
  const r = w * 0.36;
  const y = h * 0.48;
  const k = r * 0.34;
  const rays = Array.from({ length: 12 }, (_, i) => slice(w / 2, y, w * 1.3, i * 30 + at.between(0, 4), i * 30 + 10)).join('');
  return [
    { d: rays, fill: 'b', opacity: 0.22 },
    { d: circle(w / 2, y, r), fill: 'a' },
    { d: circle(w / 2, y, r * 0.82), stroke: 'ground', width: 1.5 },
    { d: circle(w / 2, y - k * 0.55, k) + polygon([[w / 2 - k * 0.5, y], [w / 2 + k * 0.5, y], [w / 2 + k * 1.05, y + k * 2], [w / 2 - k * 1.05, y + k * 2]]), fill: 'ground' },
    { d: circle(w / 2, y - k * 0.55, k * 0.3), fill: 'c' },
  ];
};

/** The whorls of a finger. */
export const fingerprint: Motif = (w, h, at) => {
  const x = w * at.between(0.44, 0.56);
  const lines = Array.from({ length: 8 }, (_, i) => {
    const r = 9 + i * 10.5;
    const from = 150 + at.between(0, 26);
    return arc(x, h * 0.5, r, from, from + at.between(205, 262)) + (i > 2 ? arc(x, h * 0.5, r, from + 285, from + at.between(300, 336)) : '');
  }).join('');
  return [
    { d: lines, stroke: 'a', width: 4.4 },
    { d: circle(x, h * 0.5, 3.4), fill: 'c' },
  ];
};

/** Someone's head and shoulders, halved by light. */
export const bust: Motif = (w, h, at) => {
  const x = w * at.between(0.42, 0.58);
  const r = w * 0.17;
  const y = h * 0.4;
  const shoulders = `M${x - w * 0.34} ${h}a${w * 0.34} ${h * 0.36} 0 0 1 ${w * 0.68} 0z`;
  const half = `M${x} ${h * 0.64}A${w * 0.34} ${h * 0.36} 0 0 1 ${x + w * 0.34} ${h}H${x}z`;
  return [
    { d: circle(x, y + r * 0.2, w * 0.36), fill: 'b', opacity: 0.22 },
    { d: circle(x, y + r * 0.2, w * 0.43), stroke: 'c', width: 1.2, opacity: 0.7 },
    { d: circle(x, y, r) + shoulders, fill: 'a' },
    { d: slice(x, y, r, -90, 90) + half, fill: 'b' },
  ];
};

/** Two discs; where they meet there is a third colour. */
export const overlap: Motif = (w, h, at) => {
  const r = Math.min(w * 0.33, h * 0.38);
  const gap = r * at.between(0.5, 0.68);
  const tilt = at.one([0, 0.35, -0.35]);
  const [dx, dy] = [Math.cos(tilt) * gap, Math.sin(tilt) * gap];
  const [cx, cy] = [w / 2, h / 2];
  const up = Math.sqrt(r * r - gap * gap);
  const [px, py] = [-Math.sin(tilt) * up, Math.cos(tilt) * up];
  const lens = `M${cx + px} ${cy + py}A${r} ${r} 0 0 1 ${cx - px} ${cy - py}A${r} ${r} 0 0 1 ${cx + px} ${cy + py}z`;
  return [
    { d: circle(cx - dx, cy - dy, r), fill: 'a' },
    { d: circle(cx + dx, cy + dy, r), fill: 'b' },
    { d: lens, fill: 'c' },
  ];
};

/** Two profiles made of half discs that do not quite meet. */
export const faces: Motif = (w, h, at) => {
  const r = Math.min(w * 0.42, h * 0.36);
  const shift = r * at.between(0.25, 0.5) * at.one([1, -1]);
  return [
    { d: slice(w * 0.47, h / 2 - shift, r, 90, 270), fill: 'a' },
    { d: slice(w * 0.53, h / 2 + shift, r, -90, 90), fill: 'b' },
    { d: circle(w * 0.47 - r * 0.36, h / 2 - shift, r * 0.13), fill: 'ground' },
    { d: circle(w * 0.53 + r * 0.36, h / 2 + shift, r * 0.13), fill: 'c' },
  ];
};

/** A house front at night; one window is lit. */
export const windows: Motif = (w, h, at) => {
  const [columns, rows] = [4, Math.max(4, Math.round(h / (w * 0.27)))];
  const [cw, ch] = [w / columns, h / rows];
  const lit = at.whole(0, columns * rows - 1);
  const dim = at.whole(0, columns * rows - 1);
  const pane = (i: number): string => rect((i % columns) * cw + cw * 0.2, Math.floor(i / columns) * ch + ch * 0.17, cw * 0.6, ch * 0.66);
  const others = Array.from({ length: columns * rows }, (_, i) => i).filter((i) => i !== lit && i !== dim);
  const sill = pane(lit);
  return [
    { d: others.map(pane).join(''), fill: 'b', opacity: 0.32 },
    { d: pane(dim), fill: 'a' },
    ...(dim === lit ? [] : ([{ d: sill, fill: 'c' }] satisfies Shape[])),
  ];
};

/** A television with a test card. */
export const screen: Motif = (w, h, at) => {
  const [tw, th] = [w * 0.74, w * 0.56];
  const [x, y] = [(w - tw) / 2, h * 0.52 - th / 2];
  const bar = tw * 0.8 / 6;
  const bars = (parity: number): string =>
    [0, 1, 2, 3, 4, 5].filter((i) => i % 3 === parity).map((i) => rect(x + tw * 0.1 + i * bar, y + th * 0.14, bar, th * 0.72)).join('');
  const tilt = at.between(0.24, 0.4) * w;
  return [
    { d: line([[w / 2, y], [w / 2 - tilt, y - h * 0.16]]) + line([[w / 2, y], [w / 2 + tilt * 0.7, y - h * 0.18]]), stroke: 'a', width: 2.6 },
    { d: rounded(x, y, tw, th, 12), fill: 'a' },
    { d: bars(0), fill: 'ground' },
    { d: bars(1), fill: 'c' },
    { d: bars(2), fill: 'b' },
  ];
};
