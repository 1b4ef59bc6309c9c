// First replication of a database into an empty PouchDB in memory. Prints {"documents":n,"seconds":s,"cpu":s}.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';

const [web, url] = process.argv.slice(2);
const require = createRequire(`${web}/package.json`);
const PouchDB = require('pouchdb-core')
  .plugin(require('pouchdb-adapter-http'))
  .plugin(require('pouchdb-adapter-memory'))
  .plugin(require('pouchdb-replication'));

const here = new PouchDB('here', { adapter: 'memory' });
await here.info();
const [began, cpu] = [performance.now(), process.cpuUsage()];
const result = await here.replicate.from(url, { batch_size: 500, batches_limit: 10 });
const spent = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ documents: result.docs_written, seconds: (performance.now() - began) / 1000, cpu: (spent.user + spent.system) / 1e6 }), () => process.exit(0));
