// Phones that wait for changes by longpoll while somebody changes something: documents of a scratch database, or, where the database
// is a member's, ratings by the API. Prints {"arrivals":[ms,...],"lost":n}.
import { performance } from 'node:perf_hooks';
import http from 'node:http';

const [address, key, database, phonesText, rateText, secondsText] = process.argv.slice(2);
const [phones, rate, seconds] = [phonesText, rateText, secondsText].map(Number);
const agent = new http.Agent({ keepAlive: true, maxSockets: phones + 20 });
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };

const ask = (method, path, body) => new Promise((resolve, reject) => {
  const request = http.request(`${address}${path}`, { method, agent, headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (part) => (text += part)).on('end', () => (answer.statusCode < 300 ? resolve(text ? JSON.parse(text) : {}) : reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`))));
  });
  request.on('error', reject);
  request.end(body ? JSON.stringify(body) : undefined);
});

const titles = database.startsWith('member-') ? (await ask('GET', '/api/v1/browse?kind=movie&limit=100')).items.map((title) => title.id) : [];

/** What changes as the n-th thing: the document that tells it, and how it is changed. */
const nth = (n) => titles.length > 0
  ? { id: `title:${titles[n % titles.length]}`, change: () => ask('PUT', `/api/v1/ratings/${titles[n % titles.length]}`, { rating: 1 + (Math.floor(n / titles.length) % 10) }) }
  : { id: `change-${n}`, change: () => ask('PUT', `/sync/${database}/change-${n}`, { value: n, text: 'something that a wish says of itself while it is on its way' }) };

const written = new Map();
const arrivals = [];
let over = false;
const start = (await ask('GET', `/sync/${database}/_changes?since=now`)).last_seq;

async function phone() {
  for (let since = start; !over;) {
    const { results, last_seq } = await ask('GET', `/sync/${database}/_changes?feed=longpoll&timeout=2000&style=all_docs&include_docs=true&since=${since}`);
    const now = performance.now();
    for (const { id } of results) if (written.has(id)) arrivals.push(now - written.get(id));
    since = last_seq;
  }
}

const all = Array.from({ length: phones }, phone);
const count = rate * seconds;
const began = performance.now();
for (let i = 0; i < count; i++) {
  const due = began + (i * 1000) / rate;
  if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
  const { id, change } = nth(i);
  void change().catch((e) => { console.error(e.message); process.exit(1); });
  written.set(id, performance.now());
}

await new Promise((resolve) => setTimeout(resolve, 3000));
over = true;
await Promise.all(all);
process.stdout.write(JSON.stringify({ arrivals: arrivals.map((ms) => Math.round(ms * 10) / 10), lost: count * phones - arrivals.length }), () => process.exit(0));
