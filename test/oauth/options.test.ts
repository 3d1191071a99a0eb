import { expect, it } from 'vitest';
import { createHandler, type HttpOptions } from '../../src/http/index.ts';
import { node } from '../support/node.ts';

const provider = { endSession: 'https://login.test/logout', client: 'web' };
const globalRevocation = { authorize: () => undefined, subjectOf: () => undefined };

const wrong: [string, object][] = [
  ['oauth.clients must be', { oauth: {} }],
  ['oauth.clients must be', { oauth: { clients: 'web' } }],
  ['has no id', { oauth: { clients: [{ secret: 'x' }] } }],
  ['the secret of web', { oauth: { clients: [{ id: 'web', secret: '' }] } }],
  ['the secret of web', { oauth: { clients: [{ id: 'web', secret: { sha256: 'abc' } }] } }],
  ['the secret of web is undefined', { oauth: { clients: [{ id: 'web', secret: undefined }] } }],
  ['the secret of web', { oauth: { clients: [{ id: 'web', secret: null }] } }],
  ['the same id twice', { oauth: { clients: [{ id: 'web' }, { id: 'web', secret: 'x' }] } }],
  ['unknown option oauth.client;', { oauth: { clients: [], client: 'x' } }],
  ['provider.endSession', { provider: { ...provider, endSession: 'http://login.test/logout' } }],
  ['provider.endSession', { provider: { ...provider, endSession: 'javascript:alert(1)' } }],
  ['provider.client', { provider: { ...provider, client: '' } }],
  ['provider.returnTo must be a list', { provider: { ...provider, returnTo: 'https://app.test/' } }],
  ['provider.returnTo must be an https', { provider: { ...provider, returnTo: ['/'] } }],
  ['unknown option provider.redirect;', { provider: { ...provider, redirect: 'x' } }],
  ['globalRevocation.subjectOf', { globalRevocation: { ...globalRevocation, subjectOf: undefined } }],
  ['globalRevocation.authorize', { globalRevocation: { ...globalRevocation, authorize: true } }],
  ['unknown option oauth2', { oauth2: {} }],
];

it.each(wrong)('refuses at boot: %s (%j)', async (message, options) => {
  await using curfew = await node();
  expect(() => createHandler(curfew, options)).toThrow(expect.objectContaining({ code: 'ERR_CONFIG' }));
  expect(() => createHandler(curfew, options)).toThrow(message);
});

it('takes what is right', async () => {
  await using curfew = await node();
  const local: HttpOptions = {
    oauth: { clients: [] },
    provider: { ...provider, endSession: new URL('http://localhost:3000/logout') },
    globalRevocation,
  };
  expect(() => createHandler(curfew, local)).not.toThrow();
});
