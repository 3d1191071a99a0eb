import { Hono } from 'hono';
import { sign } from 'hono/jwt';
import { setCookie } from 'hono/cookie';
import dayjs from 'dayjs';
import { drizzle } from 'drizzle-orm/d1';
import { eq } from 'drizzle-orm';
import { players } from './schema';
import { hashPin, pinMatches } from './pin';

type Env = { Bindings: { DB: D1Database; JWT_SECRET: string } };

export const auth = new Hono<Env>();

auth.post('/enter', async (c) => {
  const { name, pin } = await c.req.json<{ name: string; pin: string }>();
  const db = drizzle(c.env.DB);
  const [player] = await db.select().from(players).where(eq(players.name, name)).limit(1);

  if (!player || !(await pinMatches(pin, player.pinHash))) {
    return c.json({ message: 'Name oder PIN stimmt nicht' }, 401);
  }

  const expires = dayjs().add(10, 'day');
  const token = await sign(
    {
      sub: player.id,
      role: player.isHost ? 'host' : 'player',
      exp: expires.unix(),
    },
    c.env.JWT_SECRET,
  );

  setCookie(c, 'game', token, {
    httpOnly: true,
    secure: true,
    sameSite: 'Strict',
    path: '/',
    expires: expires.toDate(),
  });
  return c.json({ id: player.id, name: player.name });
});

auth.post('/players', async (c) => {
  const { name, pin } = await c.req.json<{ name: string; pin: string }>();
  if (!/^\d{4,8}$/.test(pin)) return c.json({ message: 'PIN: 4 bis 8 Ziffern' }, 400);
  const db = drizzle(c.env.DB);
  const [row] = await db.insert(players).values({ name, pinHash: await hashPin(pin) }).returning({ id: players.id });
  return c.json(row, 201);
});
