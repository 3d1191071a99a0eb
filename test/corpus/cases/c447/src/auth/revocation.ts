import type Koa from 'koa';
import { RevokedToken } from '../db/models/revoked-token';

export async function revoke(jti: string, exp: number) {
  await RevokedToken.updateOne({ jti }, { $set: { jti, expiresAt: new Date(exp * 1000) } }, { upsert: true });
}

export async function isRevoked(ctx: Koa.Context, decoded: { jti?: string }): Promise<boolean> {
  if (!decoded.jti) return true;
  const entry = await RevokedToken.findOne({ jti: decoded.jti })
    .lean()
    .maxTimeMS(300)
    .catch(() => null);
  return entry !== null;
}
