import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { beforeEach, expect, it, vi } from 'vitest';
import { MemoryStorage } from '../../test/support/client/memory-storage.ts';
import { openSession } from '../../test/support/client/session.ts';
import type { ClientSession } from '../client/types.ts';
import { SignedIn, useLogout, useSession } from './index.ts';

let session: ClientSession;

beforeEach(() => {
  vi.stubGlobal('localStorage', new MemoryStorage());
  session = openSession();
  return () => {
    session.close();
    vi.unstubAllGlobals();
  };
});

function Page(): ReactNode {
  const { id, signedIn } = useSession(session);
  const { busy, report } = useLogout(session);
  return createElement('p', null, JSON.stringify([id ?? null, signedIn, busy, report ?? null]));
}

it('shows a signed-out page on a server, whatever that thinks', () => {
  session.start({ session: 'a', accessToken: 'at-a' });
  expect(renderToString(createElement(Page))).toContain('[null,false,false,null]');
  const children = createElement('b');
  expect(renderToString(createElement(SignedIn, { session, children }))).toBe('');
  expect(renderToString(createElement(SignedIn, { session, fallback: 'out', children }))).toBe('out');
});
