import Keyv from 'keyv';
import KeyvRedis from '@keyv/redis';
import { getIronSession } from 'iron-session';

const ended = new Keyv({ store: new KeyvRedis(process.env.REDIS_URL), namespace: 'ended' });
const WEEK = 7 * 24 * 60 * 60;

const options = {
  cookieName: 'gallery',
  password: process.env.SECRET_COOKIE_PASSWORD,
  ttl: WEEK,
  cookieOptions: { secure: process.env.NODE_ENV === 'production' },
};

export async function readSession(req, res) {
  const session = await getIronSession(req, res, options);
  if (session.id && (await ended.has(session.id))) {
    session.destroy();
  }
  return session;
}

export async function endSession(session) {
  if (session.id) await ended.set(session.id, Date.now(), WEEK * 1000);
  session.destroy();
}

export const withSession = (handler) => async (req, res) => {
  res.setHeader('Cache-Control', 'private, no-store');
  try {
    req.session = await readSession(req, res);
    await handler(req, res);
  } catch (err) {
    console.error(err);
    if (!res.headersSent) res.status(500).json({ error: 'Something went wrong' });
  }
};
