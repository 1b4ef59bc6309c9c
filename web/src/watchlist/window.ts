/** Which part of a very long list is worth drawing. All lengths are CSS pixels. */

export type Shape = { /** Cards in a row. */ columns: number; /** With the gap below it. */ rowHeight: number };
export type Window = { first: number; /** Not included. */ last: number; /** Room of what is not drawn. */ before: number; after: number };

/** Rows that are drawn beyond the edge, so that a key or a slow finger never meets a hole. */
const beyond = 3;

/**
 * `top` is how far the list's beginning has gone above the edge of the window (negative while it is still below it),
 * `height` what of the screen there is.
 */
export function windowOf(total: number, { columns, rowHeight }: Shape, top: number, height: number): Window {
  const rows = Math.ceil(total / columns);
  const firstRow = Math.min(Math.max(0, Math.floor(top / rowHeight) - beyond), Math.max(0, rows - 1));
  const lastRow = Math.max(firstRow, Math.min(rows, Math.ceil((top + height) / rowHeight) + beyond));
  return {
    first: Math.min(total, firstRow * columns), last: Math.min(total, lastRow * columns),
    before: firstRow * rowHeight, after: Math.max(0, rows - lastRow) * rowHeight,
  };
}

export const placesBetween = (first: number, last: number): number[] => Array.from({ length: last - first }, (_, offset) => first + offset);

/** Posters beside each other: two on a phone, else as many of 168 as fit; below each one a name and a line of facts. */
export function posterShape(width: number, letter: number): Shape & { gap: number } {
  const phone = width < 600;
  const gap = phone ? 14 : 16;
  const columns = phone ? 2 : Math.max(2, Math.floor((width + gap) / (168 + gap)));
  const poster = ((width - gap * (columns - 1)) / columns) * 1.5;
  return { columns, rowHeight: Math.ceil(poster + letter * 3.6) + 20, gap };
}
