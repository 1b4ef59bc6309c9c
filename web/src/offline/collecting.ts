import { sorts, type CollectionServer, type Item } from '../collection/collection.ts';
import { cardOf } from './cards.ts';
import { named, portion, type Portion } from './choosing.ts';
import { nameOf, type HaveDocument } from './documents.ts';
import { household } from './shelf.ts';

/** What the servers of the house have, by its documents: one a title, whichever server has it. */
const itemOf = (document: HaveDocument): Item => {
  const card = cardOf(nameOf(document._id), document.about);
  const seasons = document.seasons ?? [];
  const sum = (of: 'episodes' | 'files'): number => seasons.reduce((total, season) => total + season[of], 0);
  return {
    title: card, name: card.title, year: card.year ?? null, kind: seasons.length > 0 || card.kind.startsWith('tvS') || card.kind === 'tvMiniSeries' ? 'sonarr' : 'radarr', connection: 0, server: '',
    monitored: document.monitored, grabbed: document.grabbed, downloaded: document.downloaded, files: seasons.length > 0 ? sum('files') : document.downloaded ? 1 : 0,
    aired: sum('episodes'), episodes: sum('episodes'), quality: document.quality ?? null, size: document.size ?? 0, addedAt: document.addedAt ?? '',
  };
};

const orders: Record<(typeof sorts)[number], (a: Item, b: Item) => number> = {
  added: (a, b) => b.addedAt.localeCompare(a.addedAt), filed: (a, b) => b.addedAt.localeCompare(a.addedAt), title: (a, b) => a.name.localeCompare(b.name),
  year: (a, b) => (b.year ?? 0) - (a.year ?? 0), size: (a, b) => b.size - a.size,
};

export async function collection(query: URLSearchParams): Promise<Portion<Item> & { servers: CollectionServer[] }> {
  const asked = (name: string, is: boolean): boolean => !query.has(name) || query.get(name) === String(is);
  const items = (await household<HaveDocument>('have')).map(itemOf).filter((item) =>
    (!query.get('kind') || item.kind === query.get('kind')) && (!query.get('q') || named({ title: item.name }, query.get('q')!))
    && asked('downloaded', item.downloaded) && asked('grabbed', item.grabbed) && asked('monitored', item.monitored) && query.get('unmatched') !== 'true');
  const order = orders[(query.get('sort') ?? 'added') as keyof typeof orders] ?? orders.added;
  return { ...portion(items.sort(order), query.get('after'), Number(query.get('limit')) || 60), servers: [] };
}
