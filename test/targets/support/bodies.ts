import { json } from 'node:stream/consumers';
import type { Context } from 'koa';

/** For a route of Fastify: anything but an object is answered with 400. */
export const OBJECT = { schema: { body: { type: 'object' } } } as const;

/** What a body parser of Koa does: the object in the body, or 400. */
export async function bodyOf(ctx: Context): Promise<Record<string, unknown>> {
  const body = await json(ctx.req).catch(() => null);
  if (body === null || typeof body !== 'object') return ctx.throw(400, 'the body is not what it should be');
  return body as Record<string, unknown>;
}
