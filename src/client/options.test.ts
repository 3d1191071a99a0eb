import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSession, safeUrl, type ClientOptions } from './index.ts';

afterEach(() => vi.unstubAllGlobals());

describe('createSession', () => {
  it.each<[string, object]>([
    ['name', { name: 5 }],
    ['baseUrl', { baseUrl: 5 }],
    ['baseUrl', { baseUrl: null }],
    ['tokens', { tokens: 'cookie' }],
    ['tokens', { tokens: 'locale' }],
    ['origins', { origins: 'https://api.example.com' }],
    ['origins', { origins: {} }],
    ['origins', { origins: ['api.example.com'] }],
    ['timeout', { timeout: 0 }],
    ['timeout', { timeout: -1 }],
    ['timeout', { timeout: Number.NaN }],
    ['timeout', { timeout: Infinity }],
    ['timeout', { timeout: '5000' }],
    ['timeout', { timeout: 1e21 }],
    ['purgeTimeout', { purgeTimeout: 0.5 }],
    ['veil', { veil: 'yes' }],
    ['onSignedOut', { onSignedOut: '/login' }],
    ['refresh', { refresh: false }],
    ['logoutUrl', { logoutUrl: 7 }],
    ['check', { check: true }],
    ['onSignedout', { onSignedout: () => undefined }],
    ['nameless', { nameless: 'x' }],
    ['toString', { toString: 'x' }],
  ])('throws a TypeError that names the wrong option: %s of %o', (key, options) => {
    expect(() => createSession(options as ClientOptions)).toThrow(TypeError);
    expect(() => createSession(options as ClientOptions)).toThrow(new RegExp(`^wrong ${key}: `));
  });

  it.each<[ClientOptions]>([
    [{}],
    [
      {
        name: 'a.b-c_1',
        baseUrl: '',
        tokens: 'local',
        origins: [],
        timeout: 1,
        purgeTimeout: 1,
        veil: false,
      },
    ],
    [{ baseUrl: 'https://api.example.com/auth', origins: ['https://a.example', 'http://b.example'] }],
    [{ check: false, logoutUrl: '/out', refresh: async () => undefined, onSignedOut: () => undefined }],
    [
      {
        check: '/me',
        timeout: undefined,
        name: undefined,
        onSignedOut: undefined,
      } as unknown as ClientOptions,
    ],
  ])('takes %o', (options) => {
    const session = createSession(options);
    expect([session.id, session.signedIn, session.epoch, session.signal.aborted]).toEqual([
      undefined,
      false,
      0,
      false,
    ]);
    session.close();
  });
});

describe('on a server, where there is no page', () => {
  it('makes a session that is nobody’s, keeps nothing running, and logs out of nothing', async () => {
    for (const name of ['window', 'document', 'localStorage', 'location', 'addEventListener'])
      vi.stubGlobal(name, undefined);
    const session = createSession({ check: false });
    expect([session.name, session.signedIn, await session.token()]).toEqual(['curfew', false, undefined]);
    expect([await session.check(), await session.refresh()]).toEqual([false, false]);
    expect(session.accepts('https://evil.example')).toBe(false);
    expect(await session.logout()).toEqual({ local: 'clean', server: 'none', remote: false, errors: [] });
    expect(await session.expire()).toEqual({ local: 'clean', server: 'none', remote: true, errors: [] });
  });

  it('has safeUrl answer the fallback', () => {
    expect([safeUrl('https://evil.example'), safeUrl('/a', '/b'), safeUrl(null)]).toEqual(['/', '/b', '/']);
  });
});
