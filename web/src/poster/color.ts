/** Colours are chosen in OKLCH, where equal steps look equal, and written as sRGB hex. */

/** `hue` in degrees, `lightness` 0 to 1, `chroma` about 0 to 0.25; chroma is lowered until the colour exists in sRGB. */
export function oklch(lightness: number, chroma: number, hue: number): string {
  for (let tried = chroma; ; tried -= 0.01) {
    const rgb = linear(lightness, Math.max(0, tried), hue);
    if (tried <= 0 || rgb.every((part) => part >= -0.001 && part <= 1.001)) {
      return `#${rgb.map((part) => byte(gamma(part))).join('')}`;
    }
  }
}

function linear(lightness: number, chroma: number, hue: number): number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const gamma = (part: number): number => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);
const byte = (part: number): string => Math.round(Math.min(1, Math.max(0, part)) * 255).toString(16).padStart(2, '0');

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2 contrast, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The first of the inks that is readable (4.5 or better) on every ground; black or white when none is. */
export function readable(inks: readonly string[], grounds: readonly string[]): string {
  const least = (ink: string): number => Math.min(...grounds.map((ground) => contrast(ink, ground)));
  return inks.find((ink) => least(ink) >= 4.5) ?? (least('#ffffff') >= least('#0b0b0d') ? '#ffffff' : '#0b0b0d');
}
