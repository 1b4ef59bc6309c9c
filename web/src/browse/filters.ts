/** The filters of the browse page as its address spells them; the server takes the same names. */
export const facets = ['kind', 'genre', 'decade', 'country', 'language'] as const;
export type FacetName = (typeof facets)[number];

/** From–to filters: the end of the two parameters' names, how far they go, and in which steps. */
export const ranges = [
  { name: 'Year', filter: 'years', min: 1870, max: 2100, step: 1 },
  { name: 'Runtime', filter: 'runtime', min: 1, max: 999, step: 5 },
  { name: 'Rating', filter: 'rating', min: 1, max: 10, step: 0.1 },
  { name: 'Votes', filter: 'votes', min: 1, max: 9_999_999, step: 1 },
] as const;
export type RangeName = (typeof ranges)[number]['name'];

export const toggles = ['hideSeen', 'onlyWatchlist'] as const;
export const sorts = ['popularity', 'weighted', 'rating', 'newest', 'oldest', 'shortest', 'longest'] as const;

const single = ['genres', 'person', 'sort', ...toggles, ...ranges.flatMap(({ name }) => [`min${name}`, `max${name}`])];

/** What is asked of the server: only names that it knows, in one order, so that the same filters are the same address. */
export function asked(query: URLSearchParams): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = {};
  for (const name of facets) if (query.has(name)) result[name] = query.getAll(name);
  for (const name of single) {
    const value = query.get(name);
    if (value) result[name] = value;
  }
  return result;
}

/** A filter in use: what it is called by `reliefs`, and the parameters that go when it is removed. */
export type Active =
  | { kind: 'facet'; filter: FacetName; value: string }
  | { kind: 'range'; filter: string; name: RangeName; from: string; to: string }
  | { kind: 'toggle'; filter: string; value: string }
  | { kind: 'person'; filter: string; value: string };

export function active(query: URLSearchParams): Active[] {
  return [
    ...facets.flatMap((filter) => query.getAll(filter).filter(Boolean).map((value): Active => ({ kind: 'facet', filter, value }))),
    ...ranges.flatMap(({ name, filter }): Active[] => {
      const [from, to] = [query.get(`min${name}`) ?? '', query.get(`max${name}`) ?? ''];
      return from || to ? [{ kind: 'range', filter, name, from, to }] : [];
    }),
    ...toggles.flatMap((filter): Active[] => (query.get(filter) === 'true' ? [{ kind: 'toggle', filter, value: 'true' }] : [])),
    ...(query.get('person') ? [{ kind: 'person', filter: 'person', value: query.get('person')! } as const] : []),
  ];
}

/** The values to give to the address so that one filter in use goes. */
export function without(query: URLSearchParams, one: Active): Record<string, string[] | null> {
  if (one.kind === 'facet') return { [one.filter]: query.getAll(one.filter).filter((value) => value !== one.value) };
  return one.kind === 'range' ? { [`min${one.name}`]: null, [`max${one.name}`]: null } : { [one.filter]: null };
}

/** The same for a whole filter by the name that `reliefs` use: all values of a facet at once. */
export function dropping(filter: string): Record<string, null> {
  const range = ranges.find((each) => each.filter === filter);
  return range ? { [`min${range.name}`]: null, [`max${range.name}`]: null } : { [filter]: null };
}

/** Everything but the order. */
export const clearing = (): Record<string, null> =>
  Object.fromEntries([...facets, ...single.filter((name) => name !== 'sort')].map((name) => [name, null]));
