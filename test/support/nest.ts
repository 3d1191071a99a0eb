import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import {
  Controller,
  Module,
  RequestMapping,
  RequestMethod,
  type INestApplication,
  type ModuleMetadata,
  type NestApplicationOptions,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { WsAdapter } from '@nestjs/platform-ws';

const PLATFORMS = {
  Express: () => new ExpressAdapter(),
  Fastify: () => new FastifyAdapter(),
};
export type Platform = keyof typeof PLATFORMS;
export const platforms = Object.keys(PLATFORMS) as Platform[];

/** Class and method decorators, applied as functions: Node runs no decorator syntax. */
export function decorate(type: Type, method: string, ...decorators: MethodDecorator[]): void {
  const descriptor = Object.getOwnPropertyDescriptor(type.prototype, method);
  for (const decorator of decorators)
    decorator(type.prototype as object, method, descriptor as PropertyDescriptor);
}

/** `type` as a controller below `path` whose every method is a route of its name, for every HTTP method. */
export function controller<T extends Type>(path: string, type: T, ...decorators: ClassDecorator[]): T {
  for (const decorator of [Controller(path), ...decorators]) decorator(type);
  for (const name of Object.getOwnPropertyNames(type.prototype)) {
    if (name !== 'constructor')
      decorate(type, name, RequestMapping({ path: name, method: RequestMethod.ALL }));
  }
  return type;
}

/** A module class of its own. */
export function moduleOf(metadata: ModuleMetadata): Type {
  class TestModule {
    readonly of = 'a test';
  }
  Module(metadata)(TestModule);
  return TestModule;
}

/** A Nest application on a free port. */
export class NestApp implements AsyncDisposable {
  readonly url: string;
  readonly app: INestApplication;

  private constructor(app: INestApplication, url: string) {
    this.app = app;
    this.url = url;
  }

  static async create(
    platform: Platform,
    metadata: ModuleMetadata,
    given: NestApplicationOptions = {},
  ): Promise<INestApplication> {
    const options = { logger: false, abortOnError: false, ...given } as const;
    const app = await NestFactory.create(moduleOf(metadata), PLATFORMS[platform](), options);
    return app.useWebSocketAdapter(new WsAdapter(app));
  }

  static async start(
    platform: Platform,
    metadata: ModuleMetadata,
    before?: (app: INestApplication) => void,
    given?: NestApplicationOptions,
  ): Promise<NestApp> {
    const app = await this.create(platform, metadata, given);
    before?.(app);
    await app.listen(0, '127.0.0.1');
    const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
    return new NestApp(app, `http://127.0.0.1:${port}`);
  }

  fetch(path: string, init: RequestInit & { token?: string; json?: unknown } = {}): Promise<Response> {
    const { token, json, ...rest } = init;
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (json !== undefined) headers.set('content-type', 'application/json');
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    return fetch(this.url + path, { ...rest, ...body, headers });
  }

  post(path: string, init: RequestInit & { token?: string; json?: unknown } = {}): Promise<Response> {
    return this.fetch(path, { method: 'POST', ...init });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    (this.app.getHttpServer() as Server).closeAllConnections();
    await this.app.close();
  }
}
