import { UseGuards, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { expect, it } from 'vitest';
import { CURFEW, CurfewGuard, CurfewModule, InjectCurfew, type CurfewModuleOptions } from 'curfew/nestjs';
import { generateKey, type Curfew } from 'curfew';
import { memory } from 'curfew/stores/memory';
import { codeOf, node, overriding } from '../support/node.ts';
import { controller, moduleOf, NestApp, platforms } from '../support/nest.ts';

const issuer = { name: 'https://api.test', audience: 'api', keys: [await generateKey()] };

class Mine {
  mine(): string {
    return 'mine';
  }
}
controller('', Mine);

/** What an application with these options rejects with at its start. */
function started(...modules: Parameters<typeof moduleOf>[0]['imports'] & object): Promise<string> {
  const work = async (): Promise<void> => {
    const app = await NestApp.create('Express', { imports: modules });
    try {
      await app.init();
    } finally {
      await app.close();
    }
  };
  return work().then(
    () => 'started',
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );
}

it.each<[string, unknown, RegExp]>([
  ['nothing', undefined, /say which Curfew: CurfewModule\.forRoot/],
  ['neither a store nor a Curfew', {}, /no store and no curfew/],
  ['a Curfew that is none', { curfew: {} }, /give the Curfew that createCurfew\(\) made/],
  ['no issuer', { store: memory() }, /no issuer/],
  ['an unknown option', { store: memory(), issuer, stroe: 1 }, /unknown option stroe/],
  ['an unknown option of HTTP', { store: memory(), issuer, http: { cookie: 1 } }, /unknown option cookie/],
  ['a prefix that is no path', { store: memory(), issuer, prefix: 'auth/' }, /prefix must be a path/],
])('does not start with %s, and says what to do', async (_, options, message) => {
  expect(await started(CurfewModule.forRoot(options as CurfewModuleOptions))).toMatch(message);
  expect(
    await started(CurfewModule.forRootAsync({ useFactory: () => options as CurfewModuleOptions })),
  ).toMatch(/^ERR_CONFIG: /);
});

it('does not start with both a Curfew and the options of one', async () => {
  await using curfew = await node();
  const options = { curfew, store: memory() } as unknown as CurfewModuleOptions;
  expect(await started(CurfewModule.forRoot(options))).toMatch(/^ERR_CONFIG: .*not both: store/);
});

it('does not start when it is imported twice, or without forRoot', async () => {
  const [one, two] = [await node(), await node()];
  const twice = [
    CurfewModule.forRoot({ curfew: one }),
    moduleOf({ imports: [CurfewModule.forRoot({ curfew: two })] }),
  ];
  expect(await started(...twice)).toMatch(/^ERR_CONFIG: import CurfewModule once/);
  expect(await started(CurfewModule)).toMatch(/^ERR_CONFIG: .*forRoot/);
  expect(await started(CurfewModule, CurfewModule.forRoot({ curfew: one }))).toMatch(
    /^ERR_CONFIG: import CurfewModule once/,
  );
  await Promise.all([one.close(), two.close()]);
});

it('does not start beside nodes that it must not run beside, but does when the store is away', async () => {
  const store = memory();
  await using other = await node({ store, staleness: 500 });
  await other.ready();
  expect(await started(CurfewModule.forRoot({ store, issuer, staleness: 1_000 }))).toMatch(/^ERR_CONFIG: /);
  const away = overriding(memory(), { attach: () => Promise.reject(new Error('away')) });
  expect(await started(CurfewModule.forRoot({ store: away, issuer }))).toBe('started');
});

it.each(platforms)(
  'takes its options from what is injected, is injected itself, and closes with the application: %s',
  async (platform) => {
    class Config {
      readonly options = { store: memory(), issuer };
    }
    class Uses {
      readonly curfew: Curfew;
      constructor(curfew: Curfew) {
        this.curfew = curfew;
      }
      login(): Promise<object> {
        return this.curfew.issue({ subject: 'alice' });
      }
    }
    InjectCurfew()(Uses, undefined, 0);
    const app = await NestApp.start(platform, {
      imports: [
        CurfewModule.forRootAsync({
          imports: [moduleOf({ providers: [Config], exports: [Config] })],
          inject: [Config],
          useFactory: ({ options }: Config) => options,
        }),
        moduleOf({ providers: [Uses], exports: [Uses] }),
      ],
      controllers: [Mine as Type],
    });
    const { curfew } = app.app.get(Uses, { strict: false });
    expect(curfew).toBe(app.app.get(CURFEW));
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    expect((await app.fetch('/mine', { token })).status).toBe(200);
    await app[Symbol.asyncDispose]();
    expect(await codeOf(curfew.verify(token))).toBe('ERR_STORE_UNAVAILABLE');
  },
);

it.each(platforms)(
  'leaves a Curfew open that it was given, for whoever else it serves: %s',
  async (platform) => {
    await using curfew = await node();
    const imports = [CurfewModule.forRoot({ curfew })];
    const app = await NestApp.start(platform, { imports, controllers: [Mine] });
    const { accessToken: token } = await curfew.issue({ subject: 'alice' });
    expect((await app.fetch('/mine', { token })).status).toBe(200);
    await app[Symbol.asyncDispose]();
    expect((await curfew.verify(token)).subject).toBe('alice');
  },
);

it('starts anew with the next application of the same modules', async () => {
  const module = moduleOf({ imports: [CurfewModule.forRoot({ store: memory(), issuer })] });
  for (const _ of [1, 2]) {
    const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    expect(await app.get<Curfew>(CURFEW).issue({ subject: 'alice' })).toHaveProperty('accessToken');
    await app.close();
  }
});

it('mounts no routes without a prefix, and may be used as a guard by name as well', async () => {
  await using curfew = await node();
  class Named extends Mine {}
  controller('named', Named, UseGuards(CurfewGuard));
  await using app = await NestApp.start('Express', {
    imports: [CurfewModule.forRoot({ curfew, prefix: false })],
    controllers: [Named],
  });
  expect((await app.post('/auth/logout')).status).toBe(404);
});
