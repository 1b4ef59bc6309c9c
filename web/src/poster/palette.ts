import type { Chance } from './chance.ts';
import { oklch, readable } from './color.ts';

/** The colours of one poster by their part in it. */
export type Palette = {
  /** The sheet. */ ground: string;
  /** A neighbour of the sheet, for quiet shapes under text. */ shade: string;
  /** The largest shape. */ a: string;
  /** The second shape. */ b: string;
  /** The small, bright one. */ c: string;
  /** Title on `ground` and on `shade`. */ ink: string;
  /** A solid panel for a title that lies across the picture, and its ink. */ panel: string;
  panelInk: string;
  /** The poster's colour at one lightness for all, to tint a panel beside it. */ tint: string;
};

/** Hue in degrees (OKLCH) and how strong the genre's colour may be; genres are IMDb's. */
const genres: Record<string, readonly [hue: number, strength: number]> = {
  Action: [32, 1.1], Adventure: [72, 1], Animation: [205, 1.15], Biography: [62, 0.7], Comedy: [92, 1.15], Crime: [18, 0.95],
  Documentary: [170, 0.75], Drama: [262, 0.8], Family: [135, 1], Fantasy: [305, 1.05], 'Film-Noir': [265, 0.2], 'Game-Show': [325, 1.1],
  History: [70, 0.7], Horror: [24, 1], Music: [345, 1.1], Musical: [355, 1.1], Mystery: [288, 0.85], News: [245, 0.7],
  'Reality-TV': [188, 1], Romance: [8, 1.05], 'Sci-Fi': [228, 1], Short: [195, 0.7], Sport: [148, 1], 'Talk-Show': [50, 0.9],
  Thriller: [212, 0.85], War: [118, 0.55], Western: [52, 1],
};

type Tone = {
  /** Lightness and chroma of the sheet; a light sheet looks like paper. */ ground: readonly [number, number];
  /** Lightness and chroma of the shapes. */ shape: readonly [number, number];
  /** Pulls every hue a little towards this one: old print, sodium light, steel. */ cast?: readonly [hue: number, share: number];
  paper?: boolean;
};

/** How each decade printed: sepia, deco, noir, pastel, Bass, brown, neon, ink, steel, teal, duotone. */
const tones: readonly (readonly [until: number, tone: Tone])[] = [
  [1919, { ground: [0.87, 0.035], shape: [0.42, 0.06], cast: [75, 0.75], paper: true }],
  [1929, { ground: [0.23, 0.03], shape: [0.76, 0.1], cast: [85, 0.5] }],
  [1939, { ground: [0.88, 0.045], shape: [0.5, 0.11], cast: [65, 0.35], paper: true }],
  [1949, { ground: [0.22, 0.02], shape: [0.72, 0.07], cast: [260, 0.3] }],
  [1959, { ground: [0.89, 0.055], shape: [0.56, 0.15], cast: [80, 0.2], paper: true }],
  [1969, { ground: [0.6, 0.17], shape: [0.27, 0.05] }],
  [1979, { ground: [0.31, 0.06], shape: [0.7, 0.14], cast: [55, 0.45] }],
  [1989, { ground: [0.22, 0.09], shape: [0.68, 0.22], cast: [310, 0.35] }],
  [1999, { ground: [0.3, 0.09], shape: [0.7, 0.15] }],
  [2009, { ground: [0.27, 0.04], shape: [0.72, 0.1], cast: [235, 0.35] }],
  [2019, { ground: [0.25, 0.055], shape: [0.72, 0.14] }],
  [9999, { ground: [0.43, 0.15], shape: [0.8, 0.13] }],
];

const bright: readonly Omit<Tone, 'cast'>[] = [
  { ground: [0.66, 0.14], shape: [0.3, 0.07] },
  { ground: [0.9, 0.04], shape: [0.55, 0.14], paper: true },
];
const unknownTone: Tone = { ground: [0.27, 0.03], shape: [0.7, 0.09] };

export function palette(genreNames: readonly string[], year: number | null | undefined, at: Chance): Palette {
  const [hue, strength] = genres[genreNames[0] ?? ''] ?? [at.whole(0, 359), 0.45];
  const second = genres[genreNames[1] ?? '']?.[0] ?? hue + at.one([28, 150, 180, 205, -32]);
  const printed = year ? (tones.find(([until]) => year <= until)?.[1] ?? unknownTone) : unknownTone;
  // A wall of dark sheets is dull: some of a dark decade are printed on a bright one, in the same hues.
  const tone = printed.ground[0] < 0.4 && year && year > 1930 && at.next() < 0.3 ? { ...printed, ...at.one(bright) } : printed;
  const turn = (degrees: number): number => cast(degrees + at.between(-20, 20), tone.cast);
  const [gl, gc] = tone.ground;
  const [sl, sc] = tone.shape;
  const first = turn(hue);
  const other = turn(apart(first, second));
  const dark = gl < 0.55;
  const ground = oklch(gl, gc * strength, first);
  const shade = oklch(gl + (dark ? 0.045 : gl < 0.7 ? 0.03 : -0.04), gc * strength, first);
  const a = oklch(sl, sc * strength, tone.paper ? first : dark ? first : other);
  const b = oklch(dark ? sl - 0.2 : gl < 0.7 ? 0.93 : sl + 0.17, (gl < 0.7 && !dark ? 0.04 : sc) * strength, other);
  const c = dark ? oklch(0.88, 0.09, other) : gl < 0.7 ? oklch(0.86, 0.15, turn(95)) : oklch(0.3, 0.08, other);
  const light = oklch(0.965, 0.015, first);
  const ink = readable([...(dark ? [light] : []), oklch(0.24, 0.05, first), light, oklch(0.15, 0.03, first)], [ground, shade]);
  const panel = dark ? oklch(0.93, 0.025, first) : oklch(0.23, 0.045, first);
  const panelInk = readable([dark ? oklch(0.24, 0.06, first) : light], [panel]);
  return { ground, shade, a, b, c, ink, panel, panelInk, tint: oklch(0.48, 0.13 * strength, first) };
}

/** Two hues closer than 25 degrees look like a mistake; the second then steps aside. */
function apart(one: number, other: number): number {
  const gap = Math.abs(((other - one + 540) % 360) - 180);
  return gap < 25 ? one + 40 : other;
}

function cast(hue: number, towards: Tone['cast']): number {
  if (!towards) return hue;
  const [target, share] = towards;
  const way = ((target - hue + 540) % 360) - 180;
  return hue + way * share;
}
