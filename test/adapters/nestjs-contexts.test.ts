import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Module, Sse, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { ExternalContextCreator } from '@nestjs/core';
// As graphql-http finds it: Vite would find the other form, and a schema must be of one.
import { buildSchema } from 'graphql/index.js';
import { createHandler } from 'graphql-http/lib/use/http';
import { concat, interval, map, of, type Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { CurfewMiddleware, CurfewModule, CurrentAuth, Public, whileAlive } from 'curfew/nestjs';
import type { Auth } from 'curfew';
import { node } from '../support/node.ts';
import { controller, decorate, NestApp, platforms } from '../support/nest.ts';

/** What the application puts into GraphQL's context. */
interface Context {
  readonly req: IncomingMessage & { auth?: Auth };
}

describe.each(platforms)('curfew/nestjs on %s', (platform) => {
  it('ends a stream of server-sent events at the logout of its token, and no other', async () => {
    await using curfew = await node();
    class Events {
      stream(auth: Auth): Observable<object> {
        return concat(of(0), interval(50)).pipe(
          map((data) => ({ data })),
          whileAlive(auth),
        );
      }
    }
    decorate(Events, 'stream', Sse('stream'));
    CurrentAuth()(Events.prototype, 'stream', 0);
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew })],
      controllers: [controller('events', Events)],
    });
    const [one, other] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'alice' })];
    expect((await app.fetch('/events/stream')).status).toBe(401);
    const ending = await app.fetch('/events/stream', { token: one.accessToken });
    const going = await app.fetch('/events/stream', { token: other.accessToken });
    expect(ending.headers.get('content-type')).toBe('text/event-stream');
    expect(ending.headers.get('cache-control')).toContain('no-store');
    let over = false;
    const rest = going.text().finally(() => (over = true));
    await app.post('/auth/logout', { token: one.accessToken });
    expect(await ending.text()).toContain('data: 0');
    expect(over).toBe(false);
    await curfew.revoke({ session: other.session });
    expect(await rest).toContain('data: 0');
  });

  it('guards the resolvers of GraphQL over graphql-http, but not a public one', async () => {
    await using curfew = await node();
    class Resolvers {
      me(_root: unknown, _args: unknown, { req }: Context): string {
        return req.auth?.subject ?? '';
      }
      open(_root: unknown, _args: unknown, { req }: Context): string {
        return req.auth?.subject ?? 'nobody';
      }
    }
    decorate(Resolvers, 'open', Public());
    class GraphModule implements NestModule {
      readonly external: ExternalContextCreator;
      readonly resolvers: Resolvers;
      constructor(external: ExternalContextCreator, resolvers: Resolvers) {
        this.external = external;
        this.resolvers = resolvers;
      }
      configure(consumer: MiddlewareConsumer): void {
        const field =
          (name: 'me' | 'open') =>
          (_args: unknown, context: object): unknown =>
            this.external.create(
              this.resolvers,
              this.resolvers[name] as (...args: unknown[]) => unknown,
              name,
              undefined,
              undefined,
              undefined,
              undefined,
              undefined,
              'graphql',
            )(undefined, {}, context);
        const handler = createHandler({
          schema: buildSchema('type Query { me: String open: String }'),
          rootValue: { me: field('me'), open: field('open') },
          context: (req) => ({ req: req.raw }),
        });
        consumer
          .apply((request: IncomingMessage, response: ServerResponse) => void handler(request, response))
          .forRoutes('graphql');
      }
    }
    Inject(ExternalContextCreator)(GraphModule, undefined, 0);
    Inject(Resolvers)(GraphModule, undefined, 1);
    Module({ providers: [Resolvers] })(GraphModule);
    await using app = await NestApp.start(platform, {
      imports: [CurfewModule.forRoot({ curfew }), GraphModule],
    });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    const ask = async (query: string, asking?: string): Promise<object> => {
      const given = asking === undefined ? {} : { token: asking };
      const answer = await app.fetch(`/graphql?query=${encodeURIComponent(query)}`, given);
      return (await answer.json()) as object;
    };
    expect(await ask('{ open }')).toEqual({ data: { open: 'nobody' } });
    expect(await ask('{ me }')).toMatchObject({
      data: { me: null },
      errors: [{ message: 'the request carries no access token' }],
    });
    expect(await ask('{ me }', token)).toMatchObject({ data: { me: 'alice' } });
    await curfew.logout(token);
    expect(await ask('{ me }', token)).toMatchObject({ data: { me: null }, errors: [{ path: ['me'] }] });
  });

  it('guards as middleware what is no route of a controller', async () => {
    await using curfew = await node();
    class Mounted implements NestModule {
      configure(consumer: MiddlewareConsumer): void {
        const mine = (request: IncomingMessage & { auth?: Auth }, response: ServerResponse): void =>
          void response.end(request.auth?.subject);
        consumer.apply(CurfewMiddleware, mine).forRoutes('mounted');
      }
    }
    Module({})(Mounted);
    await using app = await NestApp.start(platform, { imports: [CurfewModule.forRoot({ curfew }), Mounted] });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    const refused = await app.fetch('/mounted');
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    const answer = await app.fetch('/mounted', { token });
    expect([answer.status, await answer.text()]).toEqual([200, 'alice']);
    expect([answer.headers.get('cache-control'), answer.headers.get('vary')]).toEqual([
      'no-store',
      'Authorization, Cookie',
    ]);
  });
});

it('refuses what it cannot see into, and says what to do', async () => {
  await using curfew = await node();
  class Handlers {
    take(): string {
      return 'taken';
    }
    open(): string {
      return 'open';
    }
  }
  decorate(Handlers, 'open', Public());
  await using app = await NestApp.start('Express', {
    imports: [CurfewModule.forRoot({ curfew })],
    providers: [Handlers],
  });
  const external = app.app.get(ExternalContextCreator);
  const instance = app.app.get(Handlers);
  const call = (name: 'take' | 'open', type: string): Promise<unknown> =>
    external.create(
      instance,
      instance[name],
      name,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      type as 'http',
    )({}, {}, {}) as Promise<unknown>;
  await expect(call('take', 'rpc')).rejects.toMatchObject({
    status: 500,
    cause: { code: 'ERR_CONFIG', message: expect.stringContaining('@Public()') as string },
  });
  await expect(call('take', 'something')).rejects.toMatchObject({ status: 500 });
  await expect(call('take', 'graphql')).rejects.toMatchObject({
    cause: { message: expect.stringContaining("GraphQL's context") as string },
  });
  await expect(call('open', 'rpc')).resolves.toBe('open');
});
