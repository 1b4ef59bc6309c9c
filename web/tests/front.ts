import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between phones and a house in these tests: it can fall silent, as a proxy whose house is down, and bring another version of the app. */
export type Front = { url: string; silent: boolean; version: number; stop: () => Promise<void> };

/** Asked for as a whole and as it is: a browser that is told "not modified" would not see the other version. */
function plain({ 'if-none-match': _, 'if-modified-since': __, ...headers }: IncomingMessage['headers']): IncomingMessage['headers'] {
  return { ...headers, 'accept-encoding': 'identity' };
}

export async function startFront(house: string): Promise<Front> {
  const { hostname, port } = new URL(house);
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    if (front.silent) {
      answer.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
      return;
    }
    const on = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.url === '/worker.js' ? plain(asked.headers) : asked.headers }, (told) => {
      const { 'content-length': _, etag: __, ...headers } = told.headers;
      if (asked.url !== '/worker.js' || front.version === 0 || told.statusCode !== 200) {
        answer.writeHead(told.statusCode ?? 502, told.headers);
        told.pipe(answer);
        return;
      }
      // Another version is one whose list of files has another name; its files are the same.
      const parts: Buffer[] = [];
      told.on('data', (part: Buffer) => parts.push(part));
      told.on('end', () => {
        answer.writeHead(200, headers).end(Buffer.concat(parts).toString('utf8').replace(/"version":"[^"]*"/, `"version":"another-${front.version}"`));
      });
    });
    on.on('error', () => answer.writeHead(502).end());
    asked.pipe(on);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const front: Front = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, silent: false, version: 0,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
  return front;
}
