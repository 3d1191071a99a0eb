import { readFileSync } from 'node:fs';
import { GraphQLError } from 'graphql';
import jwt, { JwtPayload } from 'jsonwebtoken';
import type { IncomingMessage } from 'node:http';
import { loaders, Loaders } from './loaders';
import { knex } from '../db';

const publicKey = readFileSync(process.env.JWT_PUBLIC_KEY_FILE ?? 'keys/public.pem', 'utf8');

export interface Viewer {
  id: string;
  scopes: string[];
}

export interface Context {
  viewer: Viewer | null;
  loaders: Loaders;
  knex: typeof knex;
}

function getViewer(header?: string): Viewer | null {
  if (!header?.startsWith('Bearer ')) return null;
  try {
    const claims = jwt.verify(header.slice(7), publicKey, {
      algorithms: ['RS256'],
      issuer: 'https://id.parcelhub.io',
      audience: 'parcelhub-api',
    }) as JwtPayload & { scope?: string };
    return { id: claims.sub!, scopes: (claims.scope ?? '').split(' ') };
  } catch {
    return null;
  }
}

export async function httpContext({ req }: { req: IncomingMessage }): Promise<Context> {
  return { viewer: getViewer(req.headers.authorization), loaders: loaders(knex), knex };
}

export async function wsContext(ctx: { connectionParams?: Record<string, unknown> }): Promise<Context> {
  return { viewer: getViewer(ctx.connectionParams?.authorization as string | undefined), loaders: loaders(knex), knex };
}

export function mustBeSignedIn(ctx: Context): Viewer {
  if (!ctx.viewer) throw new GraphQLError('Please sign in', { extensions: { code: 'UNAUTHENTICATED' } });
  return ctx.viewer;
}
