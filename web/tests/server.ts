import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A running Marquee with the sample catalog, and a sign-in link of its host that nobody has used yet. */
export type Running = { url: string; link: string; stop: () => Promise<void> };

const repository = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env['MARQUEE_DLL'] ?? join(repository, 'src/Marquee.App/bin/Release/net10.0/Marquee.App.dll');

/** Why no server can be started here; empty when one can. */
export const missing = (): string =>
  process.env['MARQUEE_URL'] || existsSync(program) ? '' : `the server is not built: ${program}`;

const run = promisify(execFile);

/** A server on a catalog made of a folder with files in IMDb's layout. */
export async function startServerWith(files: string): Promise<Running> {
  const data = mkdtempSync(join(tmpdir(), 'marquee-browser-'));
  await run('dotnet', [program, 'import', 'imdb', files, '--accept-terms', '--data', data], { timeout: 120_000 });
  return serve(data);
}

/** One of its own, whatever the environment names. */
export const startOwnServer = (): Promise<Running> => serve(mkdtempSync(join(tmpdir(), 'marquee-browser-')));

/** `MARQUEE_URL` and `MARQUEE_LINK` name a server that already runs; else one is started on an empty folder and a free port. */
export async function startServer(): Promise<Running> {
  const url = process.env['MARQUEE_URL'];
  if (url) return { url: new URL(url).origin, link: process.env['MARQUEE_LINK'] ?? '', stop: async () => undefined };

  return serve(mkdtempSync(join(tmpdir(), 'marquee-browser-')));
}

async function serve(data: string): Promise<Running> {
  const server = spawn('dotnet', [program, 'serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async (): Promise<void> => {
    await ended(server);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const link = await firstLink(server);
    return { url: new URL(link).origin, link, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server prints one address with `/link/` in it when it is ready. */
function firstLink(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`the server printed no sign-in link within two minutes:\n${said}`)), 120_000);
    const read = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      const found = /https?:\/\/[^\s"]+\/link\/[^\s"]+/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[0]);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    const kill = setTimeout(() => server.kill('SIGKILL'), 15_000);
    server.on('exit', () => { clearTimeout(kill); resolve(); });
    server.kill('SIGTERM');
  });
}
