import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { settingsOf } from './options.ts';

/** What a server says to whom it lets in, and that it is ready. */
const WELCOME = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]);

/** What one tells a server who connects and asks something: who it is, and by which name the question is prepared. */
async function told(listen: boolean): Promise<{ startup: string; statement: string }> {
  const server = createServer().listen(0, '127.0.0.1');
  const messages = new Promise<Buffer[]>((resolve) => {
    server.once('connection', (socket) => {
      const heard: Buffer[] = [];
      socket.on('error', () => undefined);
      socket.on('data', (message) => {
        heard.push(message);
        if (heard.length === 1) socket.write(WELCOME);
        else resolve(heard);
      });
    });
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const driver = await settingsOf(`postgres://u@127.0.0.1:${port},127.0.0.1:${port}/app`, { listen }).open();
  const connection = await driver.connect();
  connection.query('SELECT $1', ['x']).catch(() => undefined);
  const [startup = Buffer.of(), question = Buffer.of()] = await messages;
  connection.destroy();
  server.close();
  // After its type and length comes the name, up to a zero.
  return {
    startup: startup.toString('latin1'),
    statement: question.toString('latin1', 5, question.indexOf(0, 5)),
  };
}

it('tells each of several hosts whose connection it is', async () => {
  const { startup } = await told(true);
  expect(startup).toContain('user\0u\0');
  expect(startup).toContain('application_name\0curfew\0');
});

it('has what it asks prepared, but not behind a pooler', async () => {
  expect((await told(true)).statement).not.toBe('');
  expect((await told(false)).statement).toBe('');
});
