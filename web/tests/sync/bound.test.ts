import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, home, titles } from './house.ts';
import { phone, until, type Doc, type Pouch } from './pouch.ts';

type Mine = { rating?: number | null; watches: unknown[]; liked: boolean; watchlist: boolean; seen: boolean };

const mine = async (title: string): Promise<Mine> => (await ask<{ mine: Mine }>('GET', `/titles/${title}`)).mine;

const watches = async (title: string): Promise<unknown[]> => (await mine(title)).watches;

/** Changes a document on a phone, or makes it. */
async function say(db: Pouch, id: string, change: object): Promise<void> {
  const there = await db.get(id).catch((): Doc => ({ _id: id, schema: 1, type: id.split(':')[0], watches: [] }));
  await db.put({ ...there, changedAt: new Date().toISOString(), ...change });
}

/** Sends what was made here, then hears what became of it; PouchDB's own `sync` does both at once. */
async function meet(db: Pouch, remote: Pouch): Promise<void> {
  await db.replicate.to(remote);
  await db.replicate.from(remote);
}

const rating = (value: number): object => ({ rating: { value, at: new Date().toISOString() } });

test('what is in the house comes to the phone, and what the phone says to the house', async () => {
  const [one, two, remote, [film, other]] = [phone(), phone(), await home(), await titles(2)];
  await ask('PUT', `/ratings/${film}`, { rating: 7 });
  await one.replicate.from(remote);
  assert.equal((await one.get(`title:${film}`) as unknown as { rating: { value: number } }).rating.value, 7);
  await say(one, `title:${film}`, rating(9));
  await say(one, `title:${other}`, { watches: [{ id: crypto.randomUUID(), at: '2024-05-06T20:00:00Z', day: null, origin: 'phone' }], liked: true });
  await meet(one, remote);
  assert.equal((await mine(film!)).rating, 9);
  assert.deepEqual([(await mine(other!)).liked, (await watches(other!)).length], [true, 1]);
  await two.replicate.from(remote);
  assert.deepEqual(await two.get(`title:${other}`), await one.get(`title:${other}`));
  assert.ok((await two.get(`title:${other}`))['about']);
  assert.equal((await one.replicate.to(remote)).docs_written, 0);
});

test('two phones that rated the same film agree, and what was lost can be seen', async () => {
  const [one, two, remote, [film]] = [phone(), phone(), await home(), await titles(1)];
  await ask('PUT', `/ratings/${film}`, { rating: 5 });
  await meet(one, remote);
  await meet(two, remote);
  await say(one, `title:${film}`, { ...rating(6), changedAt: new Date(Date.now() + 1000).toISOString() });
  await say(two, `title:${film}`, { ...rating(8), changedAt: new Date(Date.now() + 2000).toISOString() });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await meet(two, remote);
  await meet(one, remote);
  await meet(two, remote);
  for (const db of [one, two]) {
    const seen = await db.get(`title:${film}`, { conflicts: true });
    assert.deepEqual([(seen['rating'] as { value: number }).value, seen._conflicts], [8, undefined]);
  }

  assert.equal((await mine(film!)).rating, 8);
  const { items } = await ask<{ items: { document: string; kept: number; lost: number }[] }>('GET', '/sync/conflicts');
  assert.deepEqual(items.filter((c) => c.document === `title:${film}`).map((c) => [c.kept, c.lost]), [[8, 6]]);
});

test('live replication tells the phone of the house and the house of the phone', async () => {
  const [one, two, remote, films] = [phone(), phone(), await home(), await titles(6)];
  const lives = [one, two].map((db) => db.sync(remote, { live: true, retry: true }));
  for (const film of films.slice(0, 3)) {
    await say(one, `title:${film}`, rating(4));
    await ask('PUT', `/ratings/${films[films.indexOf(film) + 3]}`, { rating: 3 });
  }

  await until('all have everything', async () => (await Promise.all(films.flatMap((film) => [one, two].map((db) => db.get(`title:${film}`).then((d) => !!d['about'], () => false))))).every(Boolean));
  assert.equal((await mine(films[0]!)).rating, 4);
  lives.forEach((live) => live.cancel());
  await Promise.all(lives);
});

test('an interrupted replication goes on and notes nothing twice', async () => {
  const films = await titles(40);
  let asked = 0;
  // Every third request is lost: half of them before they arrive, half after the server has done its part.
  const flaky = await home(async (url, go) => {
    if (!/\/_(bulk_docs|bulk_get|revs_diff)/.test(url) || ++asked % 3 !== 0) return go();
    if (asked % 2 === 0) await go();
    throw new Error('the connection is gone');
  });
  const here = phone();
  for (const film of films) await say(here, `title:${film}`, { watches: [{ id: crypto.randomUUID(), at: null, day: '2024-05-06', origin: 'phone' }] });
  for (const go of [here.replicate.to, here.replicate.from]) {
    let done = false;
    for (let tries = 0; tries < 100 && !done; tries++) done = await go(flaky, { batch_size: 5, batches_limit: 1 }).then(() => true, () => false);
    assert.ok(done);
  }

  for (const film of films) assert.equal((await watches(film)).length, 1);
  for (const film of films) assert.ok((await here.get(`title:${film}`))['about']);
});

test('what the house refuses is taken back with a word about it', async () => {
  const [here, remote, [film]] = [phone(), await home(), await titles(1)];
  await say(here, `title:${film}`, { rating: { value: 12, at: null }, liked: true });
  await here.put({ _id: 'anything' });
  const sent = await here.replicate.to(remote);
  assert.equal(sent.doc_write_failures, 1);
  await here.replicate.from(remote);
  const seen = await here.get(`title:${film}`);
  assert.deepEqual([(seen['told'] as { refused: string }).refused, seen['rating'], seen['liked']], ['phones.rating', null, true]);
});
