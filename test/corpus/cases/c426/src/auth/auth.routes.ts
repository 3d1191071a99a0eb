import { randomUUID } from 'crypto';
import { Router, type Request, type Response, type NextFunction } from 'express';
import jwt, { TokenExpiredError, type JwtPayload } from 'jsonwebtoken';
import { pool } from '../db';
import { findByCredentials } from './users';

const r = Router();
const SECRET = process.env.JWT_SECRET as string;

const wrap =
  (fn: (req: Request, res: Response, next: NextFunction) => Promise<unknown>) =>
  (req: Request, res: Response, next: NextFunction) =>
    fn(req, res, next).catch(next);

const bearer = (req: Request) => req.headers.authorization?.match(/^Bearer (.+)$/)?.[1];

export const auth = wrap(async (req, res, next) => {
  let claims: JwtPayload;
  try {
    claims = jwt.verify(bearer(req) ?? '', SECRET) as JwtPayload;
  } catch {
    return res.status(401).json({ error: 'unauthorized' });
  }
  const { rows } = await pool.query('select 1 from auth_sessions where id = $1 and ended_at is null', [claims.sid]);
  if (rows.length === 0) return res.status(401).json({ error: 'unauthorized' });
  res.locals.userId = claims.sub;
  next();
});

r.post(
  '/login',
  wrap(async (req, res) => {
    const user = await findByCredentials(req.body?.email, req.body?.password);
    if (!user) return res.status(401).json({ error: 'invalid_credentials' });
    const sid = randomUUID();
    await pool.query('insert into auth_sessions (id, user_id) values ($1, $2)', [sid, user.id]);
    res.json({ token: jwt.sign({ sid }, SECRET, { subject: String(user.id), expiresIn: '2h' }) });
  }),
);

r.post(
  '/logout',
  wrap(async (req, res) => {
    res.set('Cache-Control', 'no-store');
    let claims: JwtPayload;
    try {
      claims = jwt.verify(bearer(req) ?? '', SECRET) as JwtPayload;
    } catch (e) {
      // an expired token needs no end
      if (e instanceof TokenExpiredError) return res.sendStatus(204);
      return res.status(401).json({ error: 'unauthorized' });
    }
    await pool.query('update auth_sessions set ended_at = now() where id = $1', [claims.sid]);
    res.sendStatus(204);
  }),
);

export default r;
