import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { describe, expect, it } from 'vitest';
import type { Curfew } from '../../src/index.ts';
import { TestApp } from '../support/app.ts';
import { codeOf, node } from '../support/node.ts';
import { CLIENTS, SECRET } from './clients.ts';

const ISSUER = 'https://api.test';

/** A client that somebody else wrote. */
interface Independent {
  revoke(token: string, hint?: string): Promise<unknown>;
  introspect(token: string, hint?: string): Promise<Record<string, unknown>>;
}

type Making = (app: TestApp, id: string, how: 'basic' | 'post' | 'none') => Independent;

function metadata(app: TestApp): oauth.AuthorizationServer {
  return {
    issuer: ISSUER,
    revocation_endpoint: `${app.url}/auth/revoke`,
    introspection_endpoint: `${app.url}/auth/introspect`,
  };
}

const withOauth4webapi: Making = (app, id, how) => {
  const as = metadata(app);
  const client = { client_id: id };
  const auth = {
    basic: oauth.ClientSecretBasic(SECRET),
    post: oauth.ClientSecretPost(SECRET),
    none: oauth.None(),
  }[how];
  const options = (hint?: string): object => ({
    [oauth.allowInsecureRequests]: true,
    ...(hint !== undefined && { additionalParameters: { token_type_hint: hint } }),
  });
  return {
    revoke: async (token, hint) =>
      oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, token, options(hint))),
    introspect: async (token, hint) =>
      oauth.processIntrospectionResponse(
        as,
        client,
        await oauth.introspectionRequest(as, client, auth, token, options(hint)),
      ),
  };
};

const withOpenidClient: Making = (app, id, how) => {
  const auth = {
    basic: openid.ClientSecretBasic(SECRET),
    post: openid.ClientSecretPost(SECRET),
    none: openid.None(),
  }[how];
  const config = new openid.Configuration(metadata(app), id, undefined, auth);
  openid.allowInsecureRequests(config);
  const parameters = (hint?: string): Record<string, string> | undefined =>
    hint === undefined ? undefined : { token_type_hint: hint };
  return {
    revoke: (token, hint) => openid.tokenRevocation(config, token, parameters(hint)),
    introspect: (token, hint) => openid.tokenIntrospection(config, token, parameters(hint)),
  };
};

async function running(): Promise<{ curfew: Curfew; app: TestApp } & AsyncDisposable> {
  const curfew = await node();
  const app = await TestApp.start(curfew, { oauth: { clients: CLIENTS } });
  const close = async (): Promise<void> => {
    await app[Symbol.asyncDispose]();
    await curfew.close();
  };
  return { curfew, app, [Symbol.asyncDispose]: close };
}

describe.each([
  ['oauth4webapi', withOauth4webapi],
  ['openid-client', withOpenidClient],
] as const)('%s', (_, make) => {
  it.each([
    ['web app:1', 'basic'],
    ['web app:1', 'post'],
    ['hashed', 'basic'],
  ] as const)('introspects, revokes and introspects again as %s by %s', async (id, how) => {
    await using world = await running();
    const { curfew, app } = world;
    const client = make(app, id, how);
    const { accessToken, refreshToken, session } = await curfew.issue({ subject: 'alice', client: id });
    const known = { active: true, iss: ISSUER, sub: 'alice', client_id: id, sid: session };
    expect(await client.introspect(accessToken, 'refresh_token')).toMatchObject({
      ...known,
      aud: 'api',
      token_type: 'Bearer',
    });
    expect(await client.introspect(refreshToken)).toMatchObject(known);
    expect(await client.revoke(accessToken, 'refresh_token')).toBeUndefined();
    expect(await client.introspect(accessToken)).toEqual({ active: false });
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await client.introspect(refreshToken)).toMatchObject(known);
    const next = await curfew.refresh(refreshToken);
    expect(await client.revoke(next.refreshToken)).toBeUndefined();
    for (const token of [next.accessToken, next.refreshToken, refreshToken])
      expect(await client.introspect(token)).toEqual({ active: false });
    expect(await codeOf(curfew.refresh(next.refreshToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await client.revoke(next.refreshToken)).toBeUndefined();
    expect(await client.revoke('unknown')).toBeUndefined();
  });

  it('revokes as a public client, and is not told anything', async () => {
    await using world = await running();
    const { curfew, app } = world;
    const client = make(app, 'spa', 'none');
    const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice', client: 'spa' });
    await expect(client.introspect(accessToken)).rejects.toMatchObject({ status: 401 });
    expect(await client.revoke(refreshToken)).toBeUndefined();
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('is told when it is not authenticated, and has ended nothing', async () => {
    await using world = await running();
    const { curfew, app } = world;
    const client = make(app, 'spa', 'post');
    const { accessToken } = await curfew.issue({ subject: 'alice', client: 'spa' });
    await expect(client.revoke(accessToken)).rejects.toMatchObject({ status: 401 });
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  });
});
