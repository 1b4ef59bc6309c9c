import type { Attachment } from 'svelte/attachments';

/** Lets the arrow keys walk a row or a grid of cards: focus goes to the nearest `[data-stop]` in that direction. */
export const arrows: Attachment<HTMLElement> = (list) => {
  const onkeydown = (event: KeyboardEvent): void => {
    const way = ways[event.key];
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-stop]');
    if (!way || !from || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = nearest(from, [...list.querySelectorAll<HTMLElement>('[data-stop]')], way);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  list.addEventListener('keydown', onkeydown);
  return () => list.removeEventListener('keydown', onkeydown);
};

type Way = readonly [x: number, y: number];
const ways: Record<string, Way> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nearest(from: HTMLElement, all: readonly HTMLElement[], [dx, dy]: Way): HTMLElement | undefined {
  const middle = (element: HTMLElement): [number, number] => {
    const box = element.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [fx, fy] = middle(from);
  let best: HTMLElement | undefined;
  let least = Infinity;
  for (const each of all) {
    const [x, y] = middle(each);
    const along = (x - fx) * dx + (y - fy) * dy;
    const aside = Math.abs((x - fx) * dy) + Math.abs((y - fy) * dx);
    if (each === from || along < 4) continue;
    const distance = along + aside * 3;
    if (distance < least) [least, best] = [distance, each];
  }
  return best;
}
