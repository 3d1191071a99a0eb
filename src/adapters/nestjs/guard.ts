import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ConfigError } from '../../core/errors.ts';
import { headersOf } from '../node.ts';
import { keepFromCaches } from './caches.ts';
import { exchangeOf, remember, type Exchange } from './caller.ts';
import { isPublic } from './decorators.ts';
import { Gatekeeper } from './gatekeeper.ts';
import { refusalOf } from './refusal.ts';

/**
 * Lets in who has a live token, and everybody where `@Public()` says so: every route, resolver and message.
 * `forRoot` puts it before every other guard. What it cannot see into it refuses.
 */
export class CurfewGuard implements CanActivate {
  readonly #gatekeeper: Gatekeeper;

  constructor(gatekeeper: Gatekeeper) {
    this.#gatekeeper = gatekeeper;
  }

  async canActivate(context: ExecutionContext): Promise<true> {
    if (isPublic(context)) return true;
    if (context.getType() === 'ws') {
      await this.#gatekeeper.sockets.check(context.switchToWs().getClient());
      return true;
    }
    const exchange = exchangeOf(context);
    try {
      await this.#check(exchange, context.getType());
    } catch (error) {
      throw (await refusalOf(error, exchange?.response)) ?? error;
    }
    return true;
  }

  async #check(exchange: Exchange | undefined, type: string): Promise<void> {
    if (!exchange) {
      const advice = 'open it with @Public() and check there what it carries';
      throw new ConfigError(`Curfew cannot see who sends a message of the kind ${type}: ${advice}`);
    }
    const { request, response } = exchange;
    if (response) keepFromCaches(response.raw ?? response);
    const sent = request?.raw ?? request;
    if (!request || !sent?.rawHeaders) {
      throw new ConfigError("put the request into GraphQL's context, as req: { req }");
    }
    const auth = await this.#gatekeeper.authenticate(sent.method ?? 'GET', headersOf(sent));
    remember(sent, auth);
    request.auth = auth;
  }
}
Injectable()(CurfewGuard);
Inject(Gatekeeper)(CurfewGuard, undefined, 0);
