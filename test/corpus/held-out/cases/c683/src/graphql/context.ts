import type { ExpressContextFunctionArgument } from '@apollo/server/express4';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { env } from '../env';
import { db } from '../db';
import { inArray } from 'drizzle-orm';
import { products } from '../db/schema';

const jwks = createRemoteJWKSet(new URL(env.JWKS_URL));

export interface Viewer {
  id: string;
  roles: string[];
}

export interface GqlContext {
  viewer: Viewer | null;
  loaders: { product: DataLoader<string, typeof products.$inferSelect | undefined> };
}

async function viewerFrom(header: string | undefined): Promise<Viewer | null> {
  if (!header?.startsWith('Bearer ')) return null;
  try {
    const { payload } = await jwtVerify(header.slice('Bearer '.length), jwks, {
      issuer: env.JWT_ISSUER,
      audience: 'shop-api',
    });
    return { id: payload.sub!, roles: (payload.roles as string[]) ?? [] };
  } catch {
    throw new GraphQLError('Not authenticated', {
      extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } },
    });
  }
}

export async function createContext({ req }: ExpressContextFunctionArgument): Promise<GqlContext> {
  return {
    viewer: await viewerFrom(req.headers.authorization),
    loaders: {
      product: new DataLoader(async (ids) => {
        const rows = await db.select().from(products).where(inArray(products.id, [...ids]));
        return ids.map((id) => rows.find((r) => r.id === id));
      }),
    },
  };
}
