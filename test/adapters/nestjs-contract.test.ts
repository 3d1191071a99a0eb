import type { ServerResponse } from 'node:http';
import {
  All,
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Module,
  Post,
  Res,
  type MiddlewareConsumer,
  type NestModule,
  type Type,
} from '@nestjs/common';
import express from 'express';
import { describe, it } from 'vitest';
import { CurfewModule, CurrentAuth, Public } from 'curfew/nestjs';
import { adapterContract, type AdapterServer, type AdapterSetup } from 'curfew/testing';
import type { Auth } from 'curfew';
import { decorate, NestApp, platforms, type Platform } from '../support/nest.ts';

describe.each(platforms)('curfew/nestjs on %s', (platform) => {
  adapterContract(it, (setup) => serve(platform, setup));
});

async function serve(platform: Platform, setup: AdapterSetup): Promise<AdapterServer> {
  const { curfew, options, parsed } = setup;
  /** On Express, Nest parses before every middleware: here without, it is done for the application's own routes. */
  class Late implements NestModule {
    configure(consumer: MiddlewareConsumer): void {
      if (platform === 'Express' && !parsed) consumer.apply(express.json()).forRoutes('login', 'act');
    }
  }
  Module({})(Late);
  const app = await NestApp.start(
    platform,
    { imports: [CurfewModule.forRoot({ curfew, http: options }), Late], controllers: [controllerOf(setup)] },
    undefined,
    { bodyParser: platform === 'Fastify' || parsed },
  );
  return { url: app.url, close: () => app[Symbol.asyncDispose]() };
}

/** What the contract asks an application to offer. */
function controllerOf({ curfew, options }: AdapterSetup): Type {
  type Response = ServerResponse & { raw?: ServerResponse; header(name: string, value: string[]): void };
  class Contract {
    async login({ subject }: { subject: string }, response: Response): Promise<object> {
      const tokens = await curfew.issue({ subject });
      if (options.cookies) response.header('set-cookie', options.cookies.set(tokens));
      return tokens;
    }
    open(): string {
      return 'public';
    }
    me({ subject, session }: Auth): object {
      return { subject, session };
    }
    act({ subject }: Auth, body: object): object {
      return { subject, ...body };
    }
    stream({ signal }: Auth, response: Response): void {
      const raw = response.raw ?? response;
      raw.write('open\n');
      signal.addEventListener('abort', () => raw.end());
    }
    broken(): never {
      throw new Error('broken');
    }
  }
  const on = (name: string, index: number, decorator: ParameterDecorator): void =>
    decorator(Contract.prototype, name, index);
  Controller()(Contract);
  decorate(Contract, 'login', Post('login'), HttpCode(200), Public());
  decorate(Contract, 'open', Get('public'), Public());
  decorate(Contract, 'me', All('me'), HttpCode(200), Header('Vary', 'Accept-Language'));
  decorate(Contract, 'act', Post('act'), HttpCode(200));
  decorate(Contract, 'stream', Get('stream'));
  decorate(Contract, 'broken', Get('broken'));
  on('login', 0, Body());
  on('login', 1, Res({ passthrough: true }));
  for (const name of ['me', 'act', 'stream']) on(name, 0, CurrentAuth());
  on('act', 1, Body());
  on('stream', 1, Res());
  return Contract;
}
