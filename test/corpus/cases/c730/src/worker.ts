import { Router, error, json } from 'itty-router';
import { check, mint, withdraw, type Env } from './tokens';

const router = Router();

const bearer = (req: Request) => req.headers.get('authorization')?.slice('Bearer '.length) ?? '';

const withDevice = async (req: any, env: Env) => {
  try {
    req.device = await check(env, bearer(req));
  } catch {
    return error(401, 'unauthorized');
  }
};

router.post('/devices/pair', async (req: any, env: Env) => {
  const { code } = await req.json();
  const row = await env.DB.prepare('DELETE FROM pairing_codes WHERE code = ? AND expires_at > unixepoch() RETURNING owner')
    .bind(code)
    .first<{ owner: string }>();
  if (!row) return error(404, 'code unknown');
  const deviceId = crypto.randomUUID();
  return json({ deviceId, token: await mint(env, deviceId, row.owner) }, { status: 201 });
});

router.post('/readings', withDevice, async (req: any, env: Env) => {
  const { temperature, humidity } = await req.json();
  await env.DB.prepare('INSERT INTO readings (device, t, h) VALUES (?, ?, ?)').bind(req.device.dev, temperature, humidity).run();
  return new Response(null, { status: 202 });
});

router.post('/devices/disconnect', withDevice, async (req: any, env: Env) => {
  await withdraw(env, bearer(req));
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
});

router.all('*', () => error(404));

export default { fetch: (req: Request, env: Env, ctx: ExecutionContext) => router.handle(req, env, ctx).catch(() => error(500)) };
