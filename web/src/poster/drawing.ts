import type { Chance } from './chance.ts';
import type { Palette } from './palette.ts';
import type { Shape } from './shapes.ts';
import type { Script } from './text.ts';

/** What a poster is drawn from. The same input always gives the same poster. */
export type PosterTitle = {
  id: string; title: string; year?: number | null; genres: readonly string[]; countries?: readonly string[]; runtime?: number | null;
};

export type Face = 'sans' | 'serif' | 'narrow';
export type Text = {
  text: string; x: number; y: number; size: number; face: Face; ink: keyof Palette; anchor: 'start' | 'middle' | 'end';
  /** The line is stretched to this width; absent for scripts whose width cannot be foretold. */
  length?: number; spaced?: boolean; turned?: number; rtl?: boolean; opacity?: number;
  /** What may lie under the letters; the contrast with each is 4.5 or better. */
  on: readonly (keyof Palette)[];
};
/** A picture cut off at its field. */
export type Field = { x: number; y: number; w: number; h: number; shapes: Shape[] };
export type Drawing = { palette: Palette; under: Shape[]; fields: Field[]; over: Shape[]; texts: Text[] };

export const width = 200;
export const height = 300;

/** Everything a template needs to know about the title. */
export type Brief = {
  title: string; year: string; countries: string; runtime: string; script: Script; old: boolean; at: Chance;
  motif: (w: number, h: number) => Shape[];
};
