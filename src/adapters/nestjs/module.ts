import {
  Inject,
  Module,
  Optional,
  RequestMethod,
  type DynamicModule,
  type MiddlewareConsumer,
  type ModuleMetadata,
  type NestModule,
  type OnApplicationShutdown,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, ModuleRef, ModulesContainer } from '@nestjs/core';
import { ConfigError } from '../../core/errors.ts';
import { CURFEW } from './decorators.ts';
import { Gatekeeper } from './gatekeeper.ts';
import { guardGateways } from './gateways.ts';
import { CurfewGuard } from './guard.ts';
import { CurfewMiddleware, RoutesMiddleware } from './middleware.ts';
import { settingsOf, type CurfewModuleOptions } from './options.ts';
import { CurfewFilter } from './refusal.ts';

/** Options that need something injected. */
export interface CurfewAsyncOptions extends Pick<ModuleMetadata, 'imports'> {
  /** What `useFactory` is given: tokens of what the modules in `imports` export. */
  readonly inject?: NonNullable<Extract<Provider, { useFactory: unknown }>['inject']>;
  /** Answers the options of `forRoot`. */
  readonly useFactory: (...injected: never[]) => CurfewModuleOptions | Promise<CurfewModuleOptions>;
}

/**
 * Guards every route, resolver and message handler of the application, whichever module has it. Import it once, in the
 * root module: `CurfewModule.forRoot(…)`. Throws `ConfigError` while the application starts for what is wrong.
 */
export class CurfewModule implements NestModule, OnModuleInit, OnApplicationShutdown {
  readonly #gatekeeper: Gatekeeper;

  constructor(
    gatekeeper: Gatekeeper | undefined,
    guard: CurfewGuard | undefined,
    module: ModuleRef,
    modules: ModulesContainer,
  ) {
    if (!gatekeeper || !guard) throw new ConfigError('import CurfewModule.forRoot({ store, issuer })');
    const imported = [...modules.values()].filter(({ metatype }) => metatype === CurfewModule);
    if (imported.length !== 1) {
      throw new ConfigError('import CurfewModule once, in the root module: it is there for all others, too');
    }
    const config = module['container'].applicationConfig;
    if (!config) throw new ConfigError('this NestJS has no global guards: Curfew needs version 12');
    // Not by APP_GUARD: those of the application would come before, and find nobody in the request.
    config.addGlobalGuard(guard);
    guardGateways(config, modules, gatekeeper.sockets);
    this.#gatekeeper = gatekeeper;
  }

  /** With the Curfew in the options, or with those of `createCurfew`. */
  static forRoot(options: CurfewModuleOptions): DynamicModule {
    return moduleOf({ provide: Gatekeeper, useFactory: () => new Gatekeeper(settingsOf(options)) });
  }

  /** The same, with options that are made of what is injected. */
  static forRootAsync({ imports = [], inject = [], useFactory }: CurfewAsyncOptions): DynamicModule {
    const make = async (...injected: never[]): Promise<Gatekeeper> =>
      new Gatekeeper(settingsOf(await useFactory(...injected)));
    return { ...moduleOf({ provide: Gatekeeper, useFactory: make, inject }), imports };
  }

  configure(consumer: MiddlewareConsumer): void {
    const { prefix } = this.#gatekeeper;
    if (prefix === undefined) return;
    consumer.apply(RoutesMiddleware).forRoutes({ path: `${prefix}/*path`, method: RequestMethod.ALL });
  }

  /** A node that must not run beside the others says so now; a store that is away may come back. */
  async onModuleInit(): Promise<void> {
    await this.#gatekeeper.curfew.ready().catch((error: unknown) => {
      if (error instanceof ConfigError) throw error;
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#gatekeeper.close();
  }
}
Module({})(CurfewModule);
for (const [index, token] of [Gatekeeper, CurfewGuard, ModuleRef, ModulesContainer].entries()) {
  Inject(token)(CurfewModule, undefined, index);
  // So that it is the module that says what is missing.
  Optional()(CurfewModule, undefined, index);
}

function moduleOf(gatekeeper: Provider): DynamicModule {
  const curfew: Provider = {
    provide: CURFEW,
    useFactory: (given: Gatekeeper) => given.curfew,
    inject: [Gatekeeper],
  };
  return {
    module: CurfewModule,
    global: true,
    providers: [
      gatekeeper,
      curfew,
      CurfewGuard,
      CurfewMiddleware,
      { provide: APP_FILTER, useClass: CurfewFilter },
    ],
    exports: [Gatekeeper, CURFEW, CurfewGuard, CurfewMiddleware],
  };
}
