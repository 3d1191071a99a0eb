import { once } from 'node:events';
import type { WebSocket } from 'ws';
import { pageOf } from '../../../support/browser/chromium.ts';
import type { Row } from '../row.ts';
import { hasToken } from '../scene.ts';

export const openConnections: Row = {
  number: 18,
  name: 'A WebSocket and a response are open, and the server does not answer the logout',
  usual: ['the server sees the WebSocket open', 'the server sees the response open'],
  firefox: 'comparison',
  async run(scene) {
    const { sockets, faults } = scene.server;
    faults.set('POST /auth/logout', 'hang');
    const page = await scene.signedIn('/app?timeout=200');
    const opened = once(sockets, 'connection');
    await page.evaluate(() => window.app.connect());
    const [socket] = (await opened) as [WebSocket];
    void page.evaluate(() => window.app.logout()).catch(() => undefined);
    const isClosed = (): boolean => socket.readyState > socket.OPEN;
    const isAborted = (): boolean => faults.of('GET /api/stream')[0]?.aborted === true;
    await scene.comesTrue(() => isClosed() && isAborted());
    scene.note('the server sees the WebSocket open', !isClosed());
    scene.note('the server sees the response open', !isAborted());
  },
};

export const partitionedFrame: Row = {
  number: 19,
  name: 'A partitioned iframe, which hears nothing of other tabs, gets a 401',
  usual: ['signed in', 'token on the disk'],
  async run(scene) {
    const { server } = scene;
    const top = pageOf(await scene.tab('/frame'));
    const [frame] = await Promise.all([
      top.waitForEvent('framenavigated'),
      top.evaluate(
        (src) => document.querySelector('iframe')?.setAttribute('src', src),
        `${server.elsewhere}/app`,
      ),
    ]);
    await frame.waitForFunction(() => 'app' in window);
    await frame.evaluate(() => window.app.login('alice'));
    await server.curfew.revoke({ subject: 'alice' });
    const asked = frame.evaluate(() => window.app.ask('/api/me'));
    await scene.inTime(asked.catch(() => 0));
    const isOut = (): Promise<boolean> => frame.evaluate(() => !window.app.signedIn());
    const stored = (): Promise<string> => frame.evaluate(() => JSON.stringify(localStorage));
    scene.note('signed in', !(await scene.comesTrue(isOut)));
    scene.note('token on the disk', !(await scene.comesTrue(async () => !hasToken(await stored()))));
  },
};
