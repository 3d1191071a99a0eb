import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems hand out to clients, so that a server that is down finds its port again. */
const [FIRST, LAST] = [10_000, 29_999];
const given = new Set<number>();

/** A port of 127.0.0.1 that nobody listens on and that this process has not been given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
