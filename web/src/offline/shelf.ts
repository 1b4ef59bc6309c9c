import { nameOf, type About, type ListDocument, type PocketDocument, type TitleDocument } from './documents.ts';
import { pocket } from './pocket.svelte.ts';
import type { Pouch } from './pouch.ts';

/** The documents of the pocket as lists, read once for each change. */
type Read = { version: number; member: number | undefined; titles: TitleDocument[]; lists: ListDocument[] };
let read: Read | undefined;

async function under<D extends PocketDocument>(database: Pouch, kind: string): Promise<D[]> {
  const { rows } = await database.allDocs<D>({ include_docs: true, startkey: `${kind}:`, endkey: `${kind}:\ufff0` });
  return rows.map((row) => row.doc!);
}

async function shelf(): Promise<Read> {
  const { version, member } = pocket;
  if (read?.version === version && read.member === member) return read;
  const [titles, lists] = await Promise.all([under<TitleDocument>(pocket.mine, 'title'), under<ListDocument>(pocket.mine, 'list')]);
  const unnamed = new Map(pocket.waiting.flatMap((entry) => (entry.about ? [[entry.id, entry.about] as const] : [])));
  return (read = { version, member, titles: titles.map((title) => withAbout(title, unnamed.get(title._id))), lists });
}

const withAbout = (title: TitleDocument, about: About | undefined): TitleDocument => (title.about || !about ? title : { ...title, about });

export const titles = async (): Promise<TitleDocument[]> => (await shelf()).titles;
export const lists = async (): Promise<ListDocument[]> => (await shelf()).lists;
export const title = async (id: string): Promise<TitleDocument | undefined> => (await titles()).find((each) => nameOf(each._id) === id);
export const list = async (id: string): Promise<ListDocument | undefined> => (await lists()).find((each) => nameOf(each._id) === id);
export const household = <D extends PocketDocument>(kind: string): Promise<D[]> => under<D>(pocket.house, kind);
