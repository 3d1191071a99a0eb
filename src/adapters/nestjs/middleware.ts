import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { Auth } from '../../core/auth.ts';
import { fail, type Next } from '../middleware.ts';
import { headersOf, requestOf, send } from '../node.ts';
import { keepFromCaches } from './caches.ts';
import { remember } from './caller.ts';
import { Gatekeeper } from './gatekeeper.ts';

type NodeRequest = IncomingMessage & { originalUrl?: string; body?: unknown; auth?: Auth };

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

/** What `url` has after `prefix`, which may itself stand behind the application's global prefix, or a version. */
function below(prefix: string, url: string, owns: (path: string) => boolean): string | undefined {
  // A query that names one of the routes is not meant for it.
  const [path = ''] = url.split('?', 1);
  for (let at = path.indexOf(`${prefix}/`); at >= 0; at = path.indexOf(`${prefix}/`, at + 1)) {
    const rest = path.slice(at + prefix.length);
    if (owns(rest)) return rest;
  }
  return undefined;
}
