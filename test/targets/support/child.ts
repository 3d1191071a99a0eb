import { freePort } from '../../support/ports.ts';
import { ServerProcess } from '../../support/server-process.ts';
import type { Running } from '../target.ts';
import { running } from './running.ts';

/** A program that listens on the port in `$PORT`, in `folder`. It and all that it has started are gone after `stop`. */
export async function child(
  folder: string,
  [command, ...args]: readonly [string, ...string[]],
  more: NodeJS.ProcessEnv = process.env,
): Promise<Running> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...more, PORT: String(port) };
  const server = new ServerProcess(command, args, { cwd: folder, env });
  await server.ready(
    async () => (await fetch(base, { redirect: 'manual' }).catch(() => undefined)) !== undefined,
  );
  return running(base, () => server.kill());
}
