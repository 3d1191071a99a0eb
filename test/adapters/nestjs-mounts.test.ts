import { VersioningType, type Type } from '@nestjs/common';
import { CurfewModule, CurrentAuth, Public } from 'curfew/nestjs';
import type { Auth } from 'curfew';
import { describe, expect, it } from 'vitest';
import { node } from '../support/node.ts';
import { controller, decorate, NestApp, platforms } from '../support/nest.ts';

/** A controller with two routes, of which `open` says that it is public. */
function cats(path: string): Type {
  class Cats {
    mine(auth: Auth): object {
      return { sub: auth.subject };
    }
    open(): string {
      return 'open';
    }
  }
  decorate(Cats, 'open', Public());
  CurrentAuth()(Cats.prototype, 'mine', 0);
  return controller(path, Cats);
}

describe.each(platforms)('curfew/nestjs on %s', (platform) => {
  it('takes no route of the application for one of its own, whatever is in the query', async () => {
    await using curfew = await node();
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [cats('auth/cats')],
    });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    for (const query of ['?next=/auth/logout', '?/auth/logout', '?next=/auth/sessions']) {
      const answer = await app.post(`/auth/cats/mine${query}`, { token });
      expect(await answer.json(), query).toEqual({ sub: 'alice' });
    }
    expect((await app.post('/auth/logout?next=/auth/cats/mine', { token })).status).toBe(200);
    expect((await app.fetch('/auth/cats/mine', { token })).status).toBe(401);
  });

  it('guards every version, and has its routes with and without the default one', async () => {
    await using curfew = await node();
    await using app = await NestApp.start(
      platform,
      { imports: [CurfewModule.forRoot({ curfew })], controllers: [cats('cats')] },
      (nest) =>
        void nest
          .setGlobalPrefix('api', { exclude: ['cats/open'] })
          .enableVersioning({ type: VersioningType.URI, defaultVersion: '1' }),
    );
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    expect((await app.fetch('/api/v1/cats/mine')).status).toBe(401);
    expect((await app.fetch('/v1/cats/open')).status).toBe(200);
    expect((await app.fetch('/api/v1/cats/mine', { token })).status).toBe(200);
    expect((await app.fetch('/api/v1/auth/sessions', { token })).status).toBe(200);
    expect((await app.post('/api/auth/logout', { token })).status).toBe(200);
    expect((await app.fetch('/api/v1/cats/mine', { token })).status).toBe(401);
  });
});
