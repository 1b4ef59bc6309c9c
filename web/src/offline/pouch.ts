import http from 'pouchdb-adapter-http';
import idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

/** What we use of PouchDB, whose packages bring no types. This file is loaded when the pocket is first needed, not before. */
export type Doc = { _id: string; _rev?: string; _deleted?: boolean; _conflicts?: string[] };
export type Written = { id: string; rev: string };
export type Ran = { ok: boolean; docs_written: number; doc_write_failures: number };
export type Running<T> = Promise<T> & { on(event: 'change', listener: () => void): unknown; cancel(): void };
export type Rows<D> = { total_rows: number; rows: { id: string; value: { rev: string; deleted?: boolean }; doc?: D | null }[] };
export type Pouch = {
  get<D extends Doc>(id: string, options?: object): Promise<D>;
  put<D extends Doc>(document: D): Promise<Written>;
  allDocs<D extends Doc>(options?: object): Promise<Rows<D>>;
  info(): Promise<{ doc_count: number; update_seq: string | number }>;
  revsDiff(asked: Record<string, string[]>): Promise<Record<string, { missing: string[] }>>;
  replicate: { to(other: Pouch, options?: object): Running<Ran>; from(other: Pouch, options?: object): Running<Ran> };
  close(): Promise<void>;
  destroy(): Promise<void>;
};
type Fetch = (address: string, options: RequestInit & { headers: Headers }) => Promise<Response>;
type Maker = { new (name: string, options?: object): Pouch; plugin(what: unknown): Maker };

const Database = (PouchDB as unknown as Maker).plugin(idb).plugin(http).plugin(replication);

/** @param name of the database in this browser */
export const open = (name: string): Pouch => new Database(name, { adapter: 'idb', revs_limit: 50 });

/** @param name of the database at home; nothing is made there */
export const atHome = (name: string, fetch: Fetch): Pouch => new Database(`${location.origin}/sync/${name}`, { adapter: 'http', skip_setup: true, fetch });

export const isMissing = (error: unknown): boolean => (error as { status?: number }).status === 404;
export const isConflict = (error: unknown): boolean => (error as { status?: number }).status === 409;

/** Browsers, and PouchDB around them, say in several ways that nothing more fits. */
export const isFull = (error: unknown): boolean => {
  const { name, message, reason } = (error ?? {}) as Record<string, unknown>;
  return [name, message, reason].some((word) => typeof word === 'string' && /quota/i.test(word));
};
