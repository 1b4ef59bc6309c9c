import type { Attachment } from 'svelte/attachments';

/** Lets the arrow keys walk a grid by row and column, wherever its cells are drawn; a cell with nothing in it is stepped over. */
export const cells: Attachment<HTMLElement> = (grid) => {
  const onkeydown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const from = (event.target as HTMLElement).closest('[role="gridcell"]');
    if (!step || !from || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const lines = [...grid.querySelectorAll('[role="row"]')].map((row) => [...row.querySelectorAll('[role="gridcell"]')]).filter((line) => line.length > 0);
    const line = lines.findIndex((each) => each.includes(from));
    const next = reach(lines, line, lines[line]!.indexOf(from), step);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  grid.addEventListener('keydown', onkeydown);
  return () => grid.removeEventListener('keydown', onkeydown);
};

type Step = readonly [down: number, across: number];
const steps: Record<string, Step> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function reach(lines: readonly Element[][], line: number, column: number, [down, across]: Step): HTMLElement | undefined {
  for (;;) {
    line += down;
    column += across;
    const cells = lines[line];
    if (!cells || column < 0 || (across > 0 && column >= cells.length)) return undefined;
    const stop = cells[column]?.querySelector<HTMLElement>('[data-stop]');
    if (stop) return stop;
  }
}
