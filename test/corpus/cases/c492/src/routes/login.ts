import { Hono } from 'hono';
import { sign } from 'hono/jwt';
import { zValidator } from '@hono/zod-validator';
import { z } from 'zod';
import { verifyPassword } from '../lib/password';

type Bindings = { DB: D1Database; JWT_SECRET: string };

const app = new Hono<{ Bindings: Bindings }>();

app.post(
  '/login',
  zValidator('json', z.object({ email: z.string().email(), password: z.string() })),
  async (c) => {
    const { email, password } = c.req.valid('json');

    const staff = await c.env.DB.prepare('SELECT id, role, hash FROM staff WHERE email = ?')
      .bind(email)
      .first<{ id: number; role: string; hash: string }>();

    if (!staff || !(await verifyPassword(password, staff.hash))) {
      return c.json({ error: 'invalid_credentials' }, 401);
    }

    const now = Math.floor(Date.now() / 1000);
    const payload = { sub: String(staff.id), role: staff.role, iat: now, nbf: now };
    return c.json({ token: await sign(payload, c.env.JWT_SECRET) });
  }
);

export default app;
