import { renew, sign } from './token';
import type { Env } from './env';

const json = (data: unknown, status = 200) =>
  new Response(JSON.stringify(data), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });

export default {
  async fetch(request: Request, env: Env) {
    const { pathname } = new URL(request.url);
    if (request.method !== 'POST') return json({ error: 'method' }, 405);

    if (pathname === '/v1/token') {
      const { clientId, clientSecret } = await request.json<any>();
      const client = await env.DB.prepare('SELECT id, secret_hash, scope FROM clients WHERE id = ?').bind(clientId).first<any>();
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(String(clientSecret)));
      const hex = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
      if (!client || client.secret_hash !== hex) return json({ error: 'invalid_client' }, 401);
      return json({ token: await sign(env, { sub: client.id, scope: client.scope }) });
    }

    if (pathname === '/v1/token/renew') {
      const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? '';
      const fresh = await renew(env, token);
      return fresh ? json({ token: fresh }) : json({ error: 'invalid_token' }, 401);
    }

    return json({ error: 'not_found' }, 404);
  },
};
