import {
  Injectable,
  Inject,
  Scope,
  type CanActivate,
  type ExecutionContext,
  type Type,
} from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost, REQUEST } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { CurfewModule, CurrentAuth, Public, sessionCookies } from 'curfew/nestjs';
import type { Auth } from 'curfew';
import { memory } from 'curfew/stores/memory';
import { node, pause, watched } from '../support/node.ts';
import { CatchAll } from '../support/nest-filter.ts';
import { controller, decorate, moduleOf, NestApp, platforms } from '../support/nest.ts';

/** A controller with two routes, of which `open` says that it is public. */
function cats(path = 'cats', ...decorators: ClassDecorator[]): Type {
  class Cats {
    mine(auth?: Auth): object {
      return { sub: auth?.subject };
    }
    open(auth?: Auth): object {
      return { sub: auth?.subject ?? 'nobody' };
    }
  }
  decorate(Cats, 'open', Public());
  for (const name of ['mine', 'open']) CurrentAuth()(Cats.prototype, name, 0);
  return controller(path, Cats, ...decorators);
}

describe.each(platforms)('curfew/nestjs on %s', (platform) => {
  it('guards every route without more, opens one with @Public() alone, and knows who asks', async () => {
    await using curfew = await node();
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew }), moduleOf({ controllers: [cats('more')] })],
      controllers: [cats(), cats('all', Public())],
    });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    for (const path of ['/cats/mine', '/more/mine']) {
      const refused = await app.fetch(path);
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect(await refused.json()).toMatchObject({
        status: 401,
        code: 'ERR_NO_CREDENTIALS',
        title: 'CredentialsMissing',
      });
      const answer = await app.fetch(path, { token });
      expect([answer.status, await answer.json()]).toEqual([200, { sub: 'alice' }]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('vary')).toContain('Authorization, Cookie');
    }
    for (const path of ['/cats/open', '/more/open', '/all/mine', '/all/open']) {
      expect((await app.fetch(path)).status, path).toBe(200);
      expect((await app.fetch(path, { token: 'garbage' })).status, path).toBe(200);
    }
  });

  it('guards a controller that inherits from a public one', async () => {
    await using curfew = await node();
    class Derived extends cats('base', Public()) {}
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [controller('derived', Derived)],
    });
    expect((await app.fetch('/derived/mine')).status).toBe(401);
    expect((await app.fetch('/derived/open')).status).toBe(200);
  });

  it('refuses a token after its logout, with every method, and no other session', async () => {
    await using curfew = await node();
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [cats()],
    });
    const [one, other] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'alice' })];
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
    for (const method of methods) {
      const { status } = await app.fetch('/cats/mine', { method, token: one.accessToken });
      expect(status, method).toBeLessThan(300);
    }
    const logout = await app.post('/auth/logout', { token: one.accessToken });
    expect([logout.status, await logout.json()]).toMatchObject([
      200,
      { revoked: [{ id: one.session }], everywhere: true },
    ]);
    expect(logout.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate');
    for (const method of methods) {
      const answer = await app.fetch('/cats/mine', { method, token: one.accessToken });
      expect(answer.status, method).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    }
    expect((await app.fetch('/cats/mine', { token: other.accessToken })).status).toBe(200);
  });

  it('has the routes, below the global prefix and one of its own, and takes nothing else', async () => {
    await using curfew = await node();
    const cookies = sessionCookies();
    await using app = await NestApp.start(
      platform,
      {
        imports: [CurfewModule.forRoot({ curfew, prefix: '/my/session', http: { cookies } })],
        controllers: [cats()],
      },
      (nest) => void nest.setGlobalPrefix('api'),
    );
    const { refreshToken, accessToken: token } = await curfew.issue({ subject: 'alice' });
    const base = '/api/my/session';
    expect(
      (await app.post(`${base}/refresh`, { json: { refreshToken } })).headers.getSetCookie(),
    ).toHaveLength(2);
    const form = new URLSearchParams({ refresh_token: refreshToken });
    expect((await app.post(`${base}/refresh`, { body: form })).status).toBe(200);
    const wrong = await app.fetch(`${base}/logout`, { token });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await app.fetch(`${base}/sessions`, { token })).status).toBe(200);
    expect((await app.fetch(`${base}/jwks.json`)).status).toBe(200);
    for (const path of [`${base}/nothing`, '/auth/logout', '/my/session/logout']) {
      expect((await app.post(path, { token })).status, path).toBe(404);
    }
    const [cookie = ''] = cookies.set({ ...(await curfew.issue({ subject: 'bob' })) })[0]?.split(';') ?? [];
    const crossSite = { cookie, origin: 'https://evil.example' };
    expect((await app.fetch('/api/cats/mine', { headers: { cookie } })).status).toBe(200);
    expect((await app.post('/api/cats/mine', { headers: crossSite })).status).toBe(403);
  });

  it('answers 503 with Retry-After, and soon, when the store fails or hangs; and so do its routes', async () => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store, staleness: 100 });
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [cats()],
    });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    for (const how of ['fail', 'hang'] as const) {
      disturb(how);
      await pause(250);
      const asked = performance.now();
      const answer = await app.fetch('/cats/mine', { token });
      expect([answer.status, answer.headers.get('retry-after')], how).toEqual([503, '1']);
      expect(answer.headers.get('www-authenticate')).toBe(null);
      expect(await answer.json()).toMatchObject({
        code: 'ERR_STORE_UNAVAILABLE',
        detail: 'it cannot be told now: try again',
      });
      expect((await app.post('/auth/logout', { token })).status).toBe(503);
      expect(performance.now() - asked).toBeLessThan(15_000);
      disturb('none');
      await pause(250);
      expect((await app.fetch('/cats/mine', { token })).status, 'alive still').toBe(200);
    }
  });

  it('comes before the guards of the application, which find who asks in the request', async () => {
    await using curfew = await node();
    const seen: unknown[] = [];
    class RolesGuard implements CanActivate {
      canActivate(context: ExecutionContext): boolean {
        const { auth } = context.switchToHttp().getRequest<{ auth?: Auth }>();
        seen.push(auth?.subject);
        return auth?.subject === 'admin';
      }
    }
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [cats()],
      providers: [{ provide: APP_GUARD, useClass: RolesGuard }],
    });
    const status = async (subject: string): Promise<number> =>
      (await app.fetch('/cats/mine', { token: (await curfew.issue({ subject })).accessToken })).status;
    expect((await app.fetch('/cats/mine')).status).toBe(401);
    expect(seen).toEqual([]);
    expect([await status('alice'), await status('admin')]).toEqual([403, 200]);
    expect(seen).toEqual(['alice', 'admin']);
  });

  it('guards request-scoped controllers, and those behind durable and scoped guards of the application', async () => {
    await using curfew = await node();
    class Scoped {
      readonly request: { auth?: Auth };
      constructor(request: { auth?: Auth }) {
        this.request = request;
      }
      mine(): object {
        return { sub: this.request.auth?.subject };
      }
    }
    controller('scoped', Scoped, Injectable({ scope: Scope.REQUEST }));
    Inject(REQUEST)(Scoped, undefined, 0);
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [Scoped],
    });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    expect((await app.fetch('/scoped/mine')).status).toBe(401);
    expect(await (await app.fetch('/scoped/mine', { token })).json()).toEqual({ sub: 'alice' });
    await app.post('/auth/logout', { token });
    expect((await app.fetch('/scoped/mine', { token })).status).toBe(401);
  });

  it('leaves the errors of the application to the application, and answers those of Curfew that a handler lets through', async () => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store });
    class Failing {
      own(): never {
        throw new Error('mine');
      }
      async login(): Promise<object> {
        disturb('fail');
        return curfew.issue({ subject: 'alice' }).finally(() => disturb('none'));
      }
    }
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [controller('failing', Failing, Public())],
    });
    const own = await app.fetch('/failing/own');
    expect([own.status, await own.json()]).toEqual([
      500,
      { statusCode: 500, message: 'Internal server error' },
    ]);
    const login = await app.post('/failing/login');
    expect([login.status, login.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await login.json()).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
  });

  it('is heard by a catch-all filter of the application as 401 and 503, never as 500', async () => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store, staleness: 100 });
    await using app = await NestApp.start(
      platform,
      { imports: [CurfewModule.forRoot({ curfew })], controllers: [cats()] },
      (nest) => void nest.useGlobalFilters(new CatchAll(nest.get(HttpAdapterHost))),
    );
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    const answer = await app.fetch('/cats/mine');
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await answer.json()).toEqual({ caught: true });
    disturb('fail');
    await pause(250);
    const outage = await app.fetch('/cats/mine', { token });
    expect([outage.status, outage.headers.get('retry-after')]).toEqual([503, '1']);
    disturb('none');
  });
});
