import type { Context } from 'hono';
import type { Bindings } from '../bindings';

const slot = (jti: string) => `denied:${jti}`;

export const deny = (c: Context<Bindings>, jti: string, exp: number) =>
  c.env.CACHE.put(slot(jti), '1', { expiration: Math.max(exp, Math.floor(Date.now() / 1000) + 61) });

export const isDenied = async (c: Context<Bindings>, jti: string) => (await c.env.CACHE.get(slot(jti))) !== null;
