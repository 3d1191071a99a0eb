export interface Env {
  SESSIONS: KVNamespace;
  USERS: Fetcher;
}

const COOKIE = '__Host-wiki';
const LIFETIME = 12 * 60 * 60;

function cookieValue(request: Request): string | undefined {
  const header = request.headers.get('Cookie') ?? '';
  for (const part of header.split(';')) {
    const [name, ...rest] = part.trim().split('=');
    if (name === COOKIE) return rest.join('=');
  }
}

async function login(request: Request, env: Env) {
  const form = await request.formData();
  const res = await env.USERS.fetch('https://users/verify', {
    method: 'POST',
    body: JSON.stringify({ user: form.get('user'), password: form.get('password') }),
  });
  if (!res.ok) return new Response('Login failed', { status: 401 });

  const { id } = await res.json<{ id: string }>();
  const key = crypto.randomUUID();
  await env.SESSIONS.put(key, id, { expirationTtl: LIFETIME });
  const headers = new Headers({ Location: '/' });
  headers.append('Set-Cookie', `${COOKIE}=${key}; Path=/; Max-Age=${LIFETIME}; Secure; HttpOnly; SameSite=Lax`);
  return new Response(null, { status: 303, headers });
}

async function logout(request: Request, env: Env) {
  const key = cookieValue(request);
  if (key) await env.SESSIONS.delete(key);
  const headers = new Headers({ Location: '/login', 'Cache-Control': 'no-store' });
  headers.append('Set-Cookie', `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  return new Response(null, { status: 303, headers });
}

async function page(request: Request, env: Env) {
  const key = cookieValue(request);
  const userId = key ? await env.SESSIONS.get(key) : null;
  if (!userId) return Response.redirect(new URL('/login', request.url).toString(), 302);
  return new Response(`<h1>Wiki</h1><p>${userId}</p><form method="post" action="/logout"><button>Log out</button></form>`, {
    headers: { 'Content-Type': 'text/html', 'Cache-Control': 'private, no-store' },
  });
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const route = `${request.method} ${pathname}`;
    switch (route) {
      case 'POST /login':
        return login(request, env);
      case 'POST /logout':
        return logout(request, env);
      case 'GET /':
        return page(request, env);
      default:
        return new Response('Not found', { status: 404 });
    }
  },
};
