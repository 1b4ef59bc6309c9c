/** Sets a title into a block without a browser to measure it: widths are estimated, and where the estimate is good the line is
 *  stretched to it exactly (`textLength`), so that every system font fills the same space. */

export type Script = 'latin' | 'cjk' | 'rtl' | 'complex';
export type Line = { text: string; size: number; /** Estimated width at `size`. */ width: number };
export type Block = { lines: Line[]; height: number };

/** Widths in thousandths of the size, of a bold grotesque; close enough for the other faces that a system brings. */
const wide: Record<string, number> = {
  ' ': 278, '!': 333, '"': 474, '#': 556, '&': 722, "'": 238, '(': 333, ')': 333, '*': 389, ',': 278, '-': 333, '.': 278, '/': 278, ':': 333,
  ';': 333, '?': 611, '’': 278, '…': 1000, '–': 556, '—': 1000, '·': 300,
  E: 667, F: 611, G: 778, I: 278, J: 556, L: 611, M: 833, O: 778, P: 667, Q: 778, S: 667, T: 611, V: 667, W: 944, X: 667, Y: 667, Z: 611,
  a: 556, c: 556, e: 556, f: 333, i: 278, j: 278, k: 556, l: 278, m: 889, r: 389, s: 556, t: 333, v: 556, w: 778, x: 556, y: 556, z: 500,
};
const cjk = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

export function scriptOf(text: string): Script {
  if (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text)) return 'rtl';
  if (cjk.test(text)) return 'cjk';
  return /[\u0900-\u1cff\ua800-\uaaff]/.test(text) ? 'complex' : 'latin';
}

/** The estimated width of `text` at size 1. */
export function widthOf(text: string): number {
  let sum = 0;
  for (const sign of text.normalize('NFC')) {
    const plain = sign.normalize('NFD')[0] as string;
    if (wide[plain] !== undefined) sum += wide[plain];
    else if (/[\u0300-\u036f\u200b-\u200f]/.test(sign)) sum += 0;
    else if (cjk.test(sign)) sum += 1000;
    else if (/[\u0900-\u1cff\ua800-\uaaff]/.test(sign)) sum += 720;
    else if (/[\u0590-\u08ff]/.test(sign)) sum += 620;
    else if (/\p{Lu}/u.test(sign)) sum += 722;
    else if (/\p{N}/u.test(sign)) sum += 556;
    else sum += 611;
  }
  return sum / 1000;
}

/** What may stand on one line: words, or single signs where a script has no spaces. */
function pieces(text: string): string[] {
  const words = text.trim().split(/\s+/);
  return words.flatMap((word) => {
    if (!cjk.test(word)) return [word];
    // A line does not begin with closing punctuation or a long-vowel mark.
    return word.match(/[^\u3001\u3002\u30fc\uff01\uff1f\u3063\u30c3][\u3001\u3002\u30fc\uff01\uff1f\u3063\u30c3]*/gu) ?? [word];
  });
}

const joined = (some: readonly string[]): string =>
  some.reduce((line, piece) => (line && !(cjk.test(line.slice(-1)) && cjk.test(piece)) ? `${line} ${piece}` : line + piece), '');

/** Breaks into `count` lines so that the longest is as short as can be. */
function broken(parts: readonly string[], count: number): string[] {
  const memo = new Map<string, { widest: number; lines: string[] }>();
  const best = (from: number, left: number): { widest: number; lines: string[] } => {
    const key = `${from} ${left}`;
    const had = memo.get(key);
    if (had) return had;
    let found = { widest: Infinity, lines: [] as string[] };
    if (left === 1) {
      const line = joined(parts.slice(from));
      found = { widest: widthOf(line), lines: [line] };
    } else {
      for (let to = from + 1; to <= parts.length - left + 1; to++) {
        const line = joined(parts.slice(from, to));
        const rest = best(to, left - 1);
        const widest = Math.max(widthOf(line), rest.widest);
        if (widest < found.widest) found = { widest, lines: [line, ...rest.lines] };
      }
    }
    memo.set(key, found);
    return found;
  };
  return best(0, count).lines;
}

export type Room = {
  width: number; height: number; largest: number; smallest: number;
  /** Line height as a share of the size. */
  leading: number;
  /** Every line gets its own size and fills the width. */
  justified?: boolean;
};

/** The largest setting that fits the room; a title too long for the smallest size is cut with an ellipsis. */
export function setTitle(title: string, room: Room): Block {
  let parts = pieces(title).flatMap((word) => cut(word, room));
  if (parts.length > 40) parts = [...parts.slice(0, 39), '…'];
  let best: Block | undefined;
  for (let count = 1; count <= Math.min(parts.length, 9); count++) {
    const block = set(broken(parts, count), room);
    if (block.height <= room.height + 0.01 && (!best || least(block) > least(best) * 1.04)) best = block;
  }
  if (best && least(best) >= room.smallest) return best;
  return parts.length > 2 ? setTitle(`${joined(parts.slice(0, -2)).replace(/[\s,;:.-]+$/, '')}…`.replace('……', '…'), room) : (best ?? set([title], room));
}

const least = (block: Block): number => Math.min(...block.lines.map((line) => line.size));

function set(lines: readonly string[], room: Room): Block {
  const widths = lines.map(widthOf);
  const shared = Math.min(room.largest, room.width / Math.max(...widths), room.height / (lines.length * room.leading));
  let sizes = widths.map(() => shared);
  if (room.justified) {
    sizes = widths.map((width) => Math.min(room.largest, room.width / width, shared * 2.6));
    const tall = sizes.reduce((sum, size) => sum + size * room.leading, 0);
    if (tall > room.height) sizes = sizes.map((size) => (size * room.height) / tall);
  }
  return {
    lines: lines.map((text, at) => ({ text, size: sizes[at]!, width: widths[at]! * sizes[at]! })),
    height: sizes.reduce((sum, size) => sum + size * room.leading, 0),
  };
}

/** A single word that is too long even at the smallest size is divided. */
function cut(word: string, room: Room): string[] {
  const most = room.width / Math.max(room.smallest, Math.min(room.largest, 17));
  if (widthOf(word) <= most) return [word];
  const half = Math.ceil([...word].length / Math.ceil(widthOf(word) / (most * 0.92)));
  const signs = [...word];
  const out: string[] = [];
  for (let at = 0; at < signs.length; at += half) out.push(signs.slice(at, at + half).join('') + (at + half < signs.length ? '-' : ''));
  return out;
}

/** "Name: the rest" is set as a title and a smaller line. */
export function split(title: string): { main: string; rest: string } {
  const found = /^(.{3,}?)(?:: | [-–—] )(.{3,})$/u.exec(title);
  return found ? { main: found[1]!, rest: found[2]! } : { main: title, rest: '' };
}
