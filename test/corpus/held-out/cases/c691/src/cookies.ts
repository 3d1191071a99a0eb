import type { SetOption } from 'cookies';
import type { Context } from 'koa';

const base: SetOption = { httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production', overwrite: true };

export const JAR = {
  session: { name: 'kb.sid', options: { ...base, path: '/', domain: process.env.COOKIE_DOMAIN, signed: true } },
  draft: { name: 'kb.draft', options: { ...base, httpOnly: false, path: '/editor' } },
} satisfies Record<string, { name: string; options: SetOption }>;

type Jar = keyof typeof JAR;

export function put(ctx: Context, which: Jar, value: string, maxAge?: number) {
  const { name, options } = JAR[which];
  ctx.cookies.set(name, value, { ...options, maxAge });
}

export function drop(ctx: Context, which: Jar) {
  const { name, options } = JAR[which];
  ctx.cookies.set(name, null, { ...options, expires: new Date(0) });
}
