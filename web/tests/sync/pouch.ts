import { createRequire } from 'node:module';

/** What these tests use of PouchDB, whose packages bring no types. */
export type Doc = { _id: string; _rev?: string; _deleted?: boolean; _conflicts?: string[]; [field: string]: unknown };
export type Written = { id: string; rev: string };
export type Result = { ok: boolean; docs_read: number; docs_written: number; doc_write_failures: number; errors: unknown[] };
export type Live = Promise<Result> & {
  on(event: 'change' | 'paused' | 'active' | 'error', listener: (told: unknown) => void): Live;
  cancel(): void;
};
export type Pouch = {
  get(id: string, options?: object): Promise<Doc>;
  put(doc: Doc): Promise<Written>;
  remove(doc: Doc): Promise<Written>;
  bulkDocs(docs: Doc[]): Promise<Written[]>;
  allDocs(options?: object): Promise<{ total_rows: number; rows: { id: string; doc?: Doc }[] }>;
  info(): Promise<{ doc_count: number; update_seq: string | number }>;
  putAttachment(id: string, name: string, rev: string, content: Buffer, type: string): Promise<Written>;
  getAttachment(id: string, name: string): Promise<Buffer>;
  changes(options: object): Live;
  destroy(): Promise<void>;
  replicate: { to(other: Pouch, options?: object): Live; from(other: Pouch, options?: object): Live };
  sync(other: Pouch, options?: object): Live;
};

type Fetch = (url: string, options: object) => Promise<unknown>;

const require = createRequire(import.meta.url);
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-http'))
  .plugin(require('pouchdb-adapter-memory'))
  .plugin(require('pouchdb-replication')) as { new (name: string, options?: object): Pouch; fetch: Fetch };

const server = process.env['MARQUEE_SYNC'] ?? '';
if (!server) throw new Error('MARQUEE_SYNC is the address of a running server with scratch databases, with a name and a key in it.');

let made = 0;

const unique = (): string => `t${process.pid}_${Date.now()}_${made++}`;

/** A phone's database: in memory, gone with the test. */
export const phone = (): Pouch => new PouchDB(unique(), { adapter: 'memory' });

/** A scratch database of the server; `fetch` may fail some requests on their way. */
export function remote(name = unique(), fetch?: (url: string, go: () => Promise<unknown>) => Promise<unknown>): { name: string; db: Pouch } {
  const options = fetch ? { fetch: (url: string, asked: object) => fetch(url, () => PouchDB.fetch(url, asked)) } : {};
  return { name, db: new PouchDB(`${server}/${name}`, options) };
}

/** Waits for something that comes by itself. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it never came that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
