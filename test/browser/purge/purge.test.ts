import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from '../../support/browser/bundle.ts';
import { launchChromium } from '../../support/browser/chromium.ts';
import type { DrivenBrowser, Profile, Tab } from '../../support/browser/tab.ts';

let browser: DrivenBrowser;
let server: Server;
let url: string;

beforeAll(async () => {
  const script = await bundle('test/browser/purge/page.ts');
  server = createServer((request, response) => {
    const [type, text] =
      request.url === '/app.js'
        ? ['text/javascript', script]
        : request.url === '/worker.js'
          ? ['text/javascript', '']
          : ['text/html', '<!doctype html><script src="/app.js"></script>'];
    response.writeHead(200, { 'content-type': type }).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Runs `test` with a tab of a browser that holds nothing yet, and a way to open others beside it. */
async function inTab(test: (tab: Tab, another: () => Promise<Tab>) => Promise<void>): Promise<void> {
  const profile: Profile = await browser.profile();
  const open = async (): Promise<Tab> => {
    const tab = await profile.newPage();
    await tab.goto(url);
    return tab;
  };
  try {
    await test(await open(), open);
  } finally {
    await profile.close();
  }
}

it('removes the keys of Web Storage that begin so, and never those of Curfew', () =>
  inTab(async (tab) => {
    const left = await tab.evaluate(() => {
      for (const storage of [localStorage, sessionStorage])
        for (const key of ['acme.user', 'acme.cart', 'theme', 'curfew:demo:outbox'])
          storage.setItem(key, '1');
      const keys = (): string[] => [
        ...Object.keys(localStorage).toSorted(),
        '|',
        ...Object.keys(sessionStorage).toSorted(),
      ];
      window.purge.webStorage({ local: ['acme.', 'curfew'] }).reset?.();
      const some = keys();
      const all = window.purge.webStorage({ local: [''], session: [''] });
      all.reset?.();
      localStorage.setItem('late', '1');
      void all.purge?.(new AbortController().signal);
      return [some, keys()];
    });
    expect(left).toEqual([
      ['curfew:demo:outbox', 'theme', '|', 'acme.cart', 'acme.user', 'curfew:demo:outbox', 'theme'],
      ['curfew:demo:outbox', '|', 'curfew:demo:outbox'],
    ]);
  }));

it('empties an IndexedDB that another tab holds open, and makes none that is not there', () =>
  inTab(async (tab, another) => {
    const holder = await another();
    await holder.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('acme', 3);
          request.addEventListener('upgradeneeded', () => {
            for (const store of ['people', 'notes']) request.result.createObjectStore(store);
          });
          request.addEventListener('error', reject);
          request.onsuccess = (): void => {
            const writing = request.result.transaction(['people', 'notes'], 'readwrite');
            for (const store of ['people', 'notes']) writing.objectStore(store).put('alice@example.com', 1);
            // The database stays open here.
            writing.oncomplete = (): void => resolve();
          };
        }),
    );
    const rows = await tab.evaluate(async () => {
      const { signal } = new AbortController();
      await window.purge.indexedDb('acme').purge?.(signal);
      await window.purge.indexedDb('nowhere').purge?.(signal);
      const counts = await new Promise<number[]>((resolve, reject) => {
        const request = indexedDB.open('acme');
        request.addEventListener('error', reject);
        request.onsuccess = (): void => {
          const reading = request.result.transaction(['people', 'notes']);
          const asked = ['people', 'notes'].map((store) => reading.objectStore(store).count());
          reading.oncomplete = (): void => resolve(asked.map(({ result }) => result));
        };
      });
      return {
        counts,
        databases: (await indexedDB.databases()).map(({ name, version }) => `${name} ${version}`),
      };
    });
    expect(rows).toEqual({ counts: [0, 0], databases: ['acme 3'] });
  }));

it('deletes the caches whose names fit, and all when none are named', () =>
  inTab(async (tab) => {
    const left = await tab.evaluate(async () => {
      const { signal } = new AbortController();
      for (const name of ['acme-1', 'acme-2', 'acme-3', 'shell']) await caches.open(name);
      await window.purge.cacheStorage(/^acme-/g).purge?.(signal);
      const some = await caches.keys();
      await window.purge.cacheStorage().purge?.(signal);
      return [some, await caches.keys()];
    });
    expect(left).toEqual([['shell'], []]);
  }));

it('removes what is in the private file system, all of it or by name', () =>
  inTab(async (tab) => {
    const left = await tab.evaluate(async () => {
      const { signal } = new AbortController();
      const root = await navigator.storage.getDirectory();
      await (
        await root.getDirectoryHandle('mail', { create: true })
      ).getFileHandle('inbox', { create: true });
      for (const name of ['draft', 'theme']) await root.getFileHandle(name, { create: true });
      const names = async (): Promise<string[]> => {
        const found: string[] = [];
        for await (const name of root.keys()) found.push(name);
        return found.toSorted();
      };
      await window.purge.opfs('mail', 'nothing').purge?.(signal);
      const some = await names();
      await window.purge.opfs().purge?.(signal);
      return [some, await names()];
    });
    expect(left).toEqual([['draft', 'theme'], []]);
  }));

it('unregisters service workers', () =>
  inTab(async (tab) => {
    const counts = await tab.evaluate(async () => {
      await navigator.serviceWorker.register('/worker.js');
      const count = async (): Promise<number> => (await navigator.serviceWorker.getRegistrations()).length;
      const before = await count();
      await window.purge.serviceWorkers().purge?.(new AbortController().signal);
      return [before, await count()];
    });
    expect(counts).toEqual([1, 0]);
  }));

it('closes sockets at once, those that are open only then too, and one that fails stops no other', () =>
  inTab(async (tab) => {
    const seen = await tab.evaluate(() => {
      const closed: string[] = [];
      const socket = (name: string): { close(): void } => ({ close: () => void closed.push(name) });
      const broken = {
        close(): void {
          throw new Error('broken');
        },
      };
      const later: { close(): void }[] = [];
      const step = window.purge.sockets(broken, socket('first'), () => later);
      later.push(socket('second'), socket('third'));
      let message = '';
      try {
        step.reset?.();
      } catch (error) {
        message = (error as Error).message;
      }
      return { closed, message };
    });
    expect(seen).toEqual({ closed: ['first', 'second', 'third'], message: 'broken' });
  }));
