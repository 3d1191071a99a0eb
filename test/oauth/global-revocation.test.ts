import { describe, expect, it } from 'vitest';
import type { Commander, GlobalRevocationOptions, SubjectIdentifier } from '../../src/http/index.ts';
import type { Curfew } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { codeOf, node, watched } from '../support/node.ts';

const PATH = '/auth/global-token-revocation';
const alice: SubjectIdentifier = { format: 'email', email: 'alice@acme.test' };

const globalRevocation: GlobalRevocationOptions = {
  authorize(request) {
    const caller = request.headers.get('authorization');
    if (caller === 'Bearer reader') return false;
    if (caller === 'Bearer acme') return { tenant: 'acme' };
    return caller === 'Bearer root' ? {} : undefined;
  },
  subjectOf(id) {
    if (id.format === 'opaque') return { subject: id.id };
    if (id.format === 'iss_sub') return { subject: id.sub, issuer: id.iss };
    const [name = '', domain] = id.email.split('@');
    if (name === 'service') return false;
    if (name === 'nobody') return null;
    return ['alice', 'bob'].includes(name)
      ? { subject: name, tenant: String(domain).replace('.test', '') }
      : undefined;
  },
};

const command = (app: TestApp, sub_id: unknown, token: string | undefined = 'root'): Promise<Response> =>
  app.post(PATH, { json: { sub_id }, ...(token !== '' && { token }) });

const login = (curfew: Curfew, subject = 'alice'): ReturnType<Curfew['issue']> => curfew.issue({ subject });

describe('POST /global-token-revocation (draft-parecki-oauth-global-token-revocation-04)', () => {
  it.each<[string, SubjectIdentifier]>([
    ['opaque', { format: 'opaque', id: 'alice' }],
    ['iss_sub', { format: 'iss_sub', iss: 'https://api.test', sub: 'alice' }],
    ['email', alice],
  ])('ends every session of a subject named by %s, on every node, and no other', async (_, id) => {
    const store = memory();
    await using curfew = await node({ store });
    await using other = await node({ store });
    await using app = await TestApp.start(curfew, { globalRevocation });
    const dead = [await login(curfew), await login(curfew), await login(other)];
    const bystander = await login(curfew, 'bob');
    for (const { accessToken } of dead) expect(await codeOf(other.verify(accessToken))).toBe('fulfilled');
    const response = await command(app, id);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('cache-control')).toContain('no-store');
    for (const { accessToken, refreshToken } of dead) {
      expect(await codeOf(other.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
      expect(await codeOf(other.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
    }
    expect(await codeOf(other.verify(bystander.accessToken))).toBe('fulfilled');
    expect(await codeOf(curfew.refresh(bystander.refreshToken))).toBe('fulfilled');
  });

  it('lets nobody in again by what came before, and everybody who proves anew who they are', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { globalRevocation });
    const before = await login(curfew);
    const rotated = await curfew.refresh(before.refreshToken);
    expect((await command(app, alice)).status).toBe(204);
    for (const { refreshToken } of [before, rotated])
      expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
    const after = await login(curfew);
    expect(await codeOf(curfew.verify(after.accessToken))).toBe('fulfilled');
    expect(await codeOf(curfew.refresh(after.refreshToken))).toBe('fulfilled');
  });

  it.each<[number, string, unknown, string]>([
    [401, 'nobody', alice, ''],
    [401, 'somebody who is not known', alice, 'guess'],
    [403, 'somebody who may not do this', alice, 'reader'],
    [403, 'another tenant', { format: 'email', email: 'alice@other.test' }, 'acme'],
    [403, 'a tenant, about somebody of whom no tenant is known', { format: 'opaque', id: 'alice' }, 'acme'],
    [404, 'about an unknown subject', { format: 'email', email: 'eve@acme.test' }, 'root'],
    [404, 'about one that a database does not have', { format: 'email', email: 'nobody@acme.test' }, 'root'],
    [422, 'about somebody who cannot be logged out', { format: 'email', email: 'service@acme.test' }, 'root'],
    [400, 'no sub_id', undefined, 'root'],
    [400, 'a text', 'alice', 'root'],
    [400, 'a list', [alice], 'root'],
    [400, 'no format', { id: 'alice' }, 'root'],
    [400, 'an unknown format', { format: 'phone_number', phone_number: '1' }, 'root'],
    [400, 'an inherited name as the format', { format: 'constructor', id: 'alice' }, 'root'],
    [400, 'a format without its member', { format: 'opaque', email: 'alice' }, 'root'],
    [400, 'half of iss_sub', { format: 'iss_sub', sub: 'alice' }, 'root'],
    [400, 'a member that is no text', { format: 'opaque', id: { toString: 'alice' } }, 'root'],
    [400, 'an empty member', { format: 'opaque', id: '' }, 'root'],
  ])('answers %i to %s, and ends nothing', async (status, _, id, token) => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { globalRevocation });
    const { accessToken } = await login(curfew);
    const response = await command(app, id, token);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ]);
    if (status === 401)
      expect(response.headers.get('www-authenticate')).toBe(
        token === '' ? 'Bearer' : 'Bearer error="invalid_token"',
      );
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  });

  it.each([true, 'root', 1])('lets nobody in for whom the application answers %j', async (answer) => {
    await using curfew = await node();
    const wrong = { ...globalRevocation, authorize: () => answer as unknown as Commander };
    await using app = await TestApp.start(curfew, { globalRevocation: wrong });
    const { accessToken } = await login(curfew);
    expect((await command(app, alice)).status).toBe(500);
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  });

  it('lets a tenant log out its own people', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { globalRevocation });
    const { accessToken } = await login(curfew);
    expect((await command(app, alice, 'acme')).status).toBe(204);
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('takes JSON alone, by POST alone, and not from the pages of other sites', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { globalRevocation });
    const { accessToken } = await login(curfew);
    const body = JSON.stringify({ sub_id: alice });
    const send = (headers: Record<string, string>, sent = body): Promise<Response> =>
      app.post(PATH, { token: 'root', body: sent, headers });
    const type = { 'content-type': 'application/json' };
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(400);
    expect((await send(type, '[]')).status).toBe(400);
    expect((await send(type, '{')).status).toBe(400);
    expect(
      (await send({ ...type, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    const got = await app.fetch(PATH, { token: 'root' });
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  });

  it('answers 503 when it could not be recorded', async () => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store });
    await using app = await TestApp.start(curfew, { globalRevocation });
    await login(curfew);
    disturb('fail', ['append']);
    const response = await command(app, alice);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({ code: 'ERR_NOT_RECORDED' });
  });

  it('lets the caller be known by what is in the body, too, and is not there unless it is switched on', async () => {
    await using curfew = await node();
    const authorize = async (request: Request): Promise<object | undefined> =>
      (await request.text()).includes('alice') ? {} : undefined;
    await using app = await TestApp.start(curfew, { globalRevocation: { ...globalRevocation, authorize } });
    expect((await command(app, alice)).status).toBe(204);
    await using off = await TestApp.start(curfew);
    const { accessToken } = await login(curfew);
    expect((await command(off, alice, accessToken)).status).toBe(404);
  });
});
