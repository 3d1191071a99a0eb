import type { ClientSession } from 'curfew/client';
import { note } from './log.ts';
import { noteRead, noteRemoved, noteWritten } from './words.ts';

/**
 * Looks on at what the client does, from outside: what it writes to `localStorage`, sends by `fetch`, and tells the
 * other tabs. It changes nothing of it. For the demo alone: an application has no such thing.
 */
export function watch(session: ClientSession): void {
  watchStorage();
  watchFetch();
  watchTabs();
  // Those of the store come before it.
  session.clears({ name: 'log', reset: () => note('reset', 'all that is in memory begins anew') });
}

function watchStorage(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the `this` that they are called with
  const { setItem, removeItem } = Storage.prototype;
  Storage.prototype.setItem = function watched(this: Storage, key: string, value: string): void {
    const before = this.getItem(key);
    setItem.call(this, key, value);
    if (this === localStorage) noteWritten(key, value, before);
  };
  Storage.prototype.removeItem = function watched(this: Storage, key: string): void {
    const before = this.getItem(key);
    removeItem.call(this, key);
    if (this === localStorage && before !== null) noteRemoved(key);
  };
  // Only what another tab has done is told by this event.
  addEventListener('storage', ({ key, newValue }) => noteRead(key, newValue));
}

function watchFetch(): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    if (!pathname.startsWith('/auth/')) return send(input, init);
    const request = new Request(input, init);
    const traits = [request.keepalive && 'keepalive', request.credentials === 'omit' && 'without cookies'];
    const how = traits.filter(Boolean).join(', ');
    note('send', `${request.method} ${pathname}${how && ` (${how})`}`);
    try {
      const response = await send(input, init);
      note('answer', `${response.status} to ${pathname}`);
      return response;
    } catch (error) {
      note('answer', `none to ${pathname}`);
      throw error;
    }
  };
}

function watchTabs(): void {
  // oxlint-disable-next-line typescript/unbound-method -- called with the `this` that it is called with
  const { postMessage } = BroadcastChannel.prototype;
  /** What this tab has said and not heard yet: a channel hears the others of its own tab, too. */
  let own = 0;
  BroadcastChannel.prototype.postMessage = function watched(this: BroadcastChannel, message: unknown): void {
    own += 1;
    note('tabs', 'told by a BroadcastChannel');
    postMessage.call(this, message);
  };
  new BroadcastChannel('curfew:demo').addEventListener('message', () => {
    if (own > 0) own -= 1;
    else note('tabs', 'another tab has news');
  });
}
