import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Radarr or Sonarr as far as our pages see one: it keeps its webhook, and has what it is given. */
export type StandIn = { url: string; key: string; films: Film[]; webhook: { url: string; username: string; password: string } | undefined; tell: (body: object) => Promise<number>; stop: () => Promise<void> };
export type Film = { id: number; tmdbId: number; imdbId?: string; title: string; year: number; monitored: boolean; added: string; movieFile?: object };

const key = '0123456789abcdef0123456789abcdef';

export const file = (id: number, size: number): object =>
  ({ id, size, dateAdded: '2024-05-07T07:08:09Z', quality: { quality: { id: 7, name: 'Bluray-1080p', resolution: 1080 } } });

async function body(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length ? JSON.parse(Buffer.concat(parts).toString('utf8')) as Record<string, unknown> : {};
}

export async function startStandIn(program: 'Radarr' | 'Sonarr', films: Film[]): Promise<StandIn> {
  const it = { key, films, webhook: undefined } as unknown as StandIn;
  it.tell = async (event) => {
    const { url, username, password } = it.webhook!;
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(event), headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` } });
    return answer.status;
  };
  const routes: Record<string, (request: IncomingMessage) => Promise<[number, unknown]> | [number, unknown]> = {
    'GET system/status': () => [200, { appName: program, instanceName: program, version: '5.6.7' }],
    'GET qualityprofile': () => [200, [{ id: 4, name: 'HD-1080p' }, { id: 5, name: 'Any' }]],
    'GET rootfolder': () => [200, [{ id: 1, path: '/media/films', accessible: true, freeSpace: 2_000_000_000_000 }]],
    'GET tag': () => [200, []],
    'GET queue': () => [200, { page: 1, pageSize: 200, totalRecords: 0, records: [] }],
    'GET movie': () => [200, it.films],
    'GET series': () => [200, []],
    'GET notification': () => [200, []],
    'POST notification': async (request) => {
      const fields = (await body(request))['fields'] as { name: string; value: string }[];
      const of = (name: string): string => fields.find((field) => field.name === name)?.value ?? '';
      it.webhook = { url: of('url'), username: of('username'), password: of('password') };
      const status = await it.tell({ eventType: 'Test' }).catch(() => 0);
      return status >= 200 && status < 300 ? [201, { id: 1, name: 'Marquee', implementation: 'Webhook', fields }] : [400, [{ propertyName: 'Url', errorMessage: 'Unable to send test message' }]];
    },
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://x').pathname.replace('/api/v3/', '');
    const route = request.headers['x-api-key'] === key ? routes[`${request.method} ${path}`] : undefined;
    const [status, value] = route ? await route(request) : request.headers['x-api-key'] === key ? [404, null] as const : [401, null] as const;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  it.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  it.stop = () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); });
  return it;
}
