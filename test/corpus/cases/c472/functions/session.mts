import type { Config, Context } from '@netlify/functions';
import { serialize } from 'cookie';
import { z } from 'zod';
import { customers } from './_lib/customers.mts';
import { issue } from './_lib/issue.mts';
import { track } from './_lib/track.mts';

const COOKIE = { name: 'customer', attrs: { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const };

const loginForm = z.object({ mail: z.string().email(), pin: z.string().regex(/^\d{6}$/) });

const answer = (status: number, body: unknown, cookie?: string) =>
  new Response(body === null ? null : JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(cookie ? { 'set-cookie': cookie } : {}),
    },
  });

async function open(req: Request) {
  const form = loginForm.safeParse(await req.json().catch(() => null));
  if (!form.success) return answer(422, { error: 'mail and pin are needed' });
  const customer = await customers.byPin(form.data.mail, form.data.pin);
  if (!customer) return answer(401, { error: 'wrong pin' });
  return answer(201, { name: customer.name }, serialize(COOKIE.name, await issue(customer), COOKIE.attrs));
}

async function close(req: Request, ctx: Context) {
  await track('session.closed', { ip: ctx.ip, agent: req.headers.get('user-agent') });
  // we cannot revoke a JWT anyway, it simply runs out after an hour
  return answer(204, null, serialize(COOKIE.name, '', { ...COOKIE.attrs, maxAge: 0 }));
}

export default async (req: Request, ctx: Context) => {
  switch (req.method) {
    case 'POST':
      return open(req);
    case 'DELETE':
      return close(req, ctx);
    default:
      return answer(405, { error: 'method not allowed' });
  }
};

export const config: Config = { path: '/session' };
