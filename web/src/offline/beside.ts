/**
 * What a device notes beside the documents of a pocket: what waits, and marks. In a database of its own, whose every write is
 * confirmed or refused by the browser. (PouchDB 9 never answers the write of a `_local` document whose transaction the browser
 * takes back because nothing more fits.)
 */
export class Beside {
  readonly name: string;
  #opened: Promise<IDBDatabase> | undefined;

  constructor(member: number) {
    this.name = `marquee-${member}-beside`;
  }

  all<T>(under: string): Promise<[key: string, value: T][]> {
    const range = IDBKeyRange.bound(`${under}/`, `${under}/\uffff`);
    return this.#with('readonly', async (store) => {
      const [keys, values] = await Promise.all([answer(store.getAllKeys(range)), answer(store.getAll(range) as IDBRequest<T[]>)]);
      return keys.map((key, at) => [String(key).slice(under.length + 1), values[at]!]);
    });
  }

  get<T>(key: string): Promise<T | undefined> {
    return this.#with('readonly', (store) => answer(store.get(key) as IDBRequest<T | undefined>));
  }

  /** Reads and writes in one transaction; undefined removes. */
  change<T>(key: string, change: (before: T | undefined) => T | undefined): Promise<T | undefined> {
    return this.#with('readwrite', async (store) => {
      const next = change(await answer(store.get(key) as IDBRequest<T | undefined>));
      await (next === undefined ? answer(store.delete(key)) : answer(store.put(next, key)));
      return next;
    });
  }

  async destroy(): Promise<void> {
    await this.close();
    await answer(indexedDB.deleteDatabase(this.name));
  }

  async close(): Promise<void> {
    (await this.#opened)?.close();
    this.#opened = undefined;
  }

  async #with<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
    const transaction = (await (this.#opened ??= open(this.name))).transaction('notes', mode);
    const over = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException('the browser took it back', 'AbortError'));
    });
    const [result] = await Promise.all([work(transaction.objectStore('notes')), over]);
    return result;
  }
}

const answer = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => { request.result.createObjectStore('notes'); };
  return answer(request);
}
