/** Whose pockets are in this browser. A pocket that still holds unsent changes outlives the session that made them. */
export type Owner = { id: number; name: string };
const place = 'marquee.pockets';

export function owners(): Owner[] {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '[]') as Owner[];
  } catch {
    return [];
  }
}

export const addOwner = (owner: Owner): void => write([...owners().filter((each) => each.id !== owner.id), owner]);
export const dropOwner = (id: number): void => write(owners().filter((each) => each.id !== id));

function write(all: Owner[]): void {
  try {
    localStorage.setItem(place, JSON.stringify(all));
  } catch {
    // Without this storage there is no pocket either.
  }
}
