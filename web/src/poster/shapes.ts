import type { Palette } from './palette.ts';

/** One path of a drawing; colours are named by their part in the palette. */
export type Shape = {
  d: string;
  fill?: keyof Palette;
  stroke?: keyof Palette;
  /** Of the stroke. */
  width?: number;
  opacity?: number;
};

const n = (value: number): string => String(Math.round(value * 10) / 10);

export const circle = (x: number, y: number, r: number): string =>
  `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;

export const ellipse = (x: number, y: number, rx: number, ry: number, turned = 0): string => {
  const dx = rx * Math.cos((turned * Math.PI) / 180);
  const dy = rx * Math.sin((turned * Math.PI) / 180);
  const arc = `A${n(rx)} ${n(ry)} ${n(turned)} 1 0`;
  return `M${n(x - dx)} ${n(y - dy)}${arc} ${n(x + dx)} ${n(y + dy)}${arc} ${n(x - dx)} ${n(y - dy)}z`;
};

export const rect = (x: number, y: number, w: number, h: number): string => `M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}z`;

export const rounded = (x: number, y: number, w: number, h: number, r: number): string =>
  `M${n(x + r)} ${n(y)}h${n(w - 2 * r)}a${n(r)} ${n(r)} 0 0 1 ${n(r)} ${n(r)}v${n(h - 2 * r)}a${n(r)} ${n(r)} 0 0 1 ${n(-r)} ${n(r)}` +
  `h${n(2 * r - w)}a${n(r)} ${n(r)} 0 0 1 ${n(-r)} ${n(-r)}v${n(2 * r - h)}a${n(r)} ${n(r)} 0 0 1 ${n(r)} ${n(-r)}z`;

export const polygon = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}z`;

export const line = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}`;

/** A slice of a disc between two angles in degrees, clockwise from three o'clock. */
export const slice = (x: number, y: number, r: number, from: number, to: number): string => {
  const point = (angle: number): string =>
    `${n(x + r * Math.cos((angle * Math.PI) / 180))} ${n(y + r * Math.sin((angle * Math.PI) / 180))}`;
  return `M${n(x)} ${n(y)}L${point(from)}A${n(r)} ${n(r)} 0 ${to - from > 180 ? 1 : 0} 1 ${point(to)}z`;
};

/** An open arc between two angles. */
export const arc = (x: number, y: number, r: number, from: number, to: number): string => {
  const point = (angle: number): string =>
    `${n(x + r * Math.cos((angle * Math.PI) / 180))} ${n(y + r * Math.sin((angle * Math.PI) / 180))}`;
  return `M${point(from)}A${n(r)} ${n(r)} 0 ${to - from > 180 ? 1 : 0} 1 ${point(to)}`;
};

/** A flowing line from left to right through evenly spaced heights. */
export const wave = (w: number, heights: readonly number[]): string => {
  const step = w / (heights.length - 1);
  return heights
    .map((y, at) => (at === 0 ? `M0 ${n(y)}` : `C${n((at - 0.5) * step)} ${n(heights[at - 1]!)} ${n((at - 0.5) * step)} ${n(y)} ${n(at * step)} ${n(y)}`))
    .join('');
};
