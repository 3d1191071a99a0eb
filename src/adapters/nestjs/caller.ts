import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionContext } from '@nestjs/common';
import type { Auth } from '../../core/auth.ts';

/** A request as the platforms have it: Express's is Node's own, Fastify's has Node's in `raw`. */
type PlatformRequest = IncomingMessage & { raw?: IncomingMessage; auth?: Auth };

/** A response: Express's is Node's own; Fastify's keeps headers of its own, which win over those of Node's in `raw`. */
export type PlatformResponse = ServerResponse & {
  raw?: ServerResponse;
  header?(name: string, value: string): unknown;
};

/** What a request or a message came with. */
export interface Exchange {
  readonly request: PlatformRequest | undefined;
  readonly response: PlatformResponse | undefined;
}

const auths = new WeakMap<object, Auth>();

/**
 * Of a route, or of a GraphQL resolver, whose third argument has the request as `req`, and the response as `res` if
 * one wants the headers. Undefined for every other kind of context.
 */
export function exchangeOf(context: ExecutionContext): Exchange | undefined {
  const type = context.getType<string>();
  if (type === 'http') {
    const [request, response] = context.getArgs<[PlatformRequest, PlatformResponse]>();
    return { request, response };
  }
  if (type !== 'graphql') return undefined;
  const given = context.getArgByIndex<{ req?: PlatformRequest; res?: PlatformResponse } | undefined>(2);
  const response = typeof given?.res?.getHeader === 'function' ? given.res : undefined;
  return { request: given?.req, response };
}

/** What a caller is known by: Node's own request, whichever platform wrapped it, or the client of a gateway. */
export function callerOf(context: ExecutionContext): object | undefined {
  if (context.getType() === 'ws') return context.switchToWs().getClient<object>();
  const request = exchangeOf(context)?.request;
  return request?.raw ?? request;
}

/** Who a caller is, once that is known. */
export function authOf(caller: object | undefined): Auth | undefined {
  return caller && auths.get(caller);
}

export function remember(caller: object, auth: Auth): void {
  auths.set(caller, auth);
}

/** Sets a header, on either platform. */
export function setHeader(response: PlatformResponse, name: string, value: string): void {
  if (response.raw && response.header) response.header(name, value);
  else response.setHeader(name, value);
}
