import { Hono } from 'hono';
import { handle } from 'hono/vercel';
import { sign } from 'hono/jwt';
import { rateLimiter } from 'hono-rate-limiter';
import { createClient } from '@supabase/supabase-js';
import { z } from 'zod';

export const config = { runtime: 'edge' };

const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_KEY!);
const app = new Hono().basePath('/api/auth');

app.use(
  rateLimiter({
    windowMs: 60_000,
    limit: 10,
    keyGenerator: (c) => c.req.header('x-forwarded-for') ?? 'unknown',
  }),
);

const Pin = z.object({ terminal: z.string().uuid(), pin: z.string().regex(/^\d{6}$/) });

// Anmeldung der Kassen: Terminal-ID + PIN des Mitarbeiters
app.post('/token', async (c) => {
  const input = Pin.safeParse(await c.req.json());
  if (!input.success) return c.json({ error: 'bad_request' }, 400);

  const { data: clerk, error } = await supabase
    .rpc('clerk_by_pin', { terminal: input.data.terminal, pin: input.data.pin })
    .maybeSingle<{ id: string; role: string; store_id: string }>();
  if (error) return c.json({ error: 'unavailable' }, 503);
  if (!clerk) return c.json({ error: 'invalid_pin' }, 401);

  const now = Math.floor(Date.now() / 1000);
  const token = await sign(
    { sub: clerk.id, role: clerk.role, store: clerk.store_id, iat: now, exp: now + 15 * 60 },
    process.env.JWT_SECRET!,
  );
  return c.json({ access_token: token, token_type: 'Bearer', expires_in: 900 });
});

export const POST = handle(app);
