/** The radius of a bubble: its area tells the titles, the largest just fits its cell, and a single title is still seen. */
export const bubble = (titles: number, most: number, cell: number): number => Math.max(3.5, (cell / 2 - 1) * Math.sqrt(titles / most));
