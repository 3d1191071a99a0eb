import { getEventListeners } from 'node:events';
import { expect, it, vi } from 'vitest';
import { node } from '../../test/support/node.ts';
import { TokenRevoked } from '../core/errors.ts';
import { tie } from './tie.ts';

it('closes once, with the reason, when the token dies', async () => {
  await using curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken);
  const close = vi.fn<(why: Error) => void>();
  tie(auth, close);
  await curfew.logout(accessToken);
  await curfew.revoke('everything');
  expect(close).toHaveBeenCalledTimes(1);
  expect(close.mock.calls[0]?.[0]).toBeInstanceOf(TokenRevoked);
});

it('closes at once, and once, what is tied to a dead token', async () => {
  await using curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken);
  await curfew.logout(accessToken);
  const close = vi.fn<(why: Error) => void>();
  tie(auth, close)[Symbol.dispose]();
  expect(close).toHaveBeenCalledTimes(1);
});

it('closes nothing after it was undone, and leaves nothing behind', async () => {
  await using curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken);
  const close = vi.fn<(why: Error) => void>();
  const { signal } = auth;
  {
    using _tied = tie(auth, close);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  }
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  await curfew.logout(accessToken);
  expect(close).not.toHaveBeenCalled();
});

it('gives a reason of its own for a signal that is none of Curfew’s', () => {
  const close = vi.fn<(why: Error) => void>();
  tie({ signal: AbortSignal.abort('enough') }, close);
  expect(close.mock.calls[0]?.[0]).toMatchObject({ code: 'ERR_TOKEN_REVOKED', cause: 'enough' });
});
