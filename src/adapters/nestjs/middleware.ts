import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { Auth } from '../../core/auth.ts';
import { problem } from '../../http/problem.ts';
import { headersOf, requestOf, send } from '../node.ts';
import { keepFromCaches } from './caches.ts';
import { remember } from './caller.ts';
import { Gatekeeper } from './gatekeeper.ts';

type NodeRequest = IncomingMessage & { originalUrl?: string; body?: unknown; auth?: Auth };
type Next = (error?: unknown) => void;

/** The guard as middleware, for what is no route of a controller: it knows nothing of `@Public()`. */
export class CurfewMiddleware implements NestMiddleware<NodeRequest, ServerResponse> {
  readonly #gatekeeper: Gatekeeper;

  constructor(gatekeeper: Gatekeeper) {
    this.#gatekeeper = gatekeeper;
  }

  use(request: NodeRequest, response: ServerResponse, next: Next): void {
    keepFromCaches(response);
    this.#gatekeeper.authenticate(request.method ?? 'GET', headersOf(request)).then(
      (auth) => {
        remember(request, auth);
        request.auth = auth;
        if (!response.headersSent) next();
      },
      (error: unknown) => fail(error, response, next),
    );
  }
}
Injectable()(CurfewMiddleware);
Inject(Gatekeeper)(CurfewMiddleware, undefined, 0);

/** The routes of Curfew, as middleware: so they come before every guard, pipe and body parser of the platform. */
export class RoutesMiddleware implements NestMiddleware<NodeRequest, ServerResponse> {
  readonly #gatekeeper: Gatekeeper;

  constructor(gatekeeper: Gatekeeper) {
    this.#gatekeeper = gatekeeper;
  }

  use(request: NodeRequest, response: ServerResponse, next: Next): void {
    const { routes, prefix = '' } = this.#gatekeeper;
    const path = below(prefix, request.originalUrl ?? request.url ?? '', (rest) => routes.owns(rest));
    if (path === undefined) return next();
    requestOf(request, path, request.body)
      .then((asked) => routes.answer(asked, path))
      .then((answer) => send(answer, response))
      .catch((error: unknown) => fail(error, response, next));
  }
}
Injectable()(RoutesMiddleware);
Inject(Gatekeeper)(RoutesMiddleware, undefined, 0);

/** What `url` has after `prefix`, which may itself stand behind the application's global prefix. */
function below(prefix: string, url: string, owns: (path: string) => boolean): string | undefined {
  for (let at = url.indexOf(`${prefix}/`); at >= 0; at = url.indexOf(`${prefix}/`, at + 1)) {
    const rest = url.slice(at + prefix.length);
    if (owns(rest)) return rest;
  }
  return undefined;
}

function fail(error: unknown, response: ServerResponse, next: Next): void {
  // Somebody else has answered meanwhile, a timeout perhaps.
  if (response.headersSent) return;
  const answer = problem(error);
  if (answer) send(answer, response).catch(next);
  else next(error);
}
