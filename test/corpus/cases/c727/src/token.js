import jwt from 'jsonwebtoken';
import knex from './knex.js';

const SECRET = process.env.TOKEN_SECRET;
const options = { algorithms: ['HS256'], issuer: 'lager' };

export const sign = (session) =>
  jwt.sign({ sid: session.id, sub: String(session.user_id) }, SECRET, { expiresIn: '10m', issuer: 'lager' });

const findSession = (sid) =>
  knex('sessions').where({ id: sid }).whereNull('closed_at').andWhere('expires_at', '>', knex.fn.now()).first();

const bearerOf = (req) => req.get('authorization')?.slice(7) ?? '';

export async function guard(req, res, next) {
  let claims;
  try {
    claims = jwt.verify(bearerOf(req), SECRET, options);
  } catch (err) {
    return res.status(401).json({ code: err.name });
  }
  req.session = await findSession(claims.sid);
  return req.session ? next() : res.status(401).json({ code: 'SessionClosed' });
}

// POST /token/renew – skanern i lagret skickar sin gamla token
export async function renew(req, res) {
  let claims;
  try {
    claims = jwt.verify(bearerOf(req), SECRET, { ...options, ignoreExpiration: true });
  } catch (err) {
    return res.status(401).json({ code: err.name });
  }
  const session = await findSession(claims.sid);
  if (!session) return res.status(401).json({ code: 'SessionClosed' });
  await knex('sessions').where({ id: session.id }).update({ seen_at: knex.fn.now() });
  res.json({ token: sign(session) });
}

export async function close(req, res) {
  await knex('sessions').where({ id: req.session.id }).update({ closed_at: knex.fn.now() });
  res.status(204).end();
}
