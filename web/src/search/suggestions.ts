/** The state of a list that opens under a field: which entry the arrow keys stand on. Minus one is the field itself. */
export function moved(at: number, key: string, count: number): number {
  if (count === 0) return -1;
  if (key === 'ArrowDown') return at + 1 >= count ? -1 : at + 1;
  if (key === 'ArrowUp') return at < 0 ? count - 1 : at - 1;
  return at;
}
