const jwt = require('jsonwebtoken');
const { randomUUID } = require('crypto');
const sessions = require('../sessions');
const users = require('../users');
const { secrets } = require('../secrets');
const { json, parse } = require('../http');

const mint = async (userId, sid) => {
  const { access, refresh } = await secrets();
  return {
    access: jwt.sign({ sid }, access, { subject: userId, expiresIn: '1h' }),
    refresh: jwt.sign({ sid }, refresh, { subject: userId, expiresIn: '60d' }),
  };
};

const claimsOf = (token, secret) => {
  try {
    return jwt.verify(token, secret);
  } catch (e) {
    return null;
  }
};

exports.login = async (event) => {
  const { email, password } = parse(event);
  const user = await users.authenticate(email, password);
  if (!user) return json(401, { error: 'wrong credentials' });
  const sid = randomUUID();
  await sessions.create(sid, user.id);
  return json(200, await mint(user.id, sid));
};

exports.refresh = async (event) => {
  const { refresh } = await secrets();
  const claims = claimsOf(parse(event).refresh, refresh);
  const session = claims && (await sessions.get(claims.sid));
  if (!session || session.userId !== claims.sub) return json(401, { error: 'sign in again' });
  return json(200, await mint(session.userId, claims.sid));
};

// DELETE /session, behind the authorizer
exports.logout = async (event) => {
  const { sid } = event.requestContext.authorizer.lambda;
  await sessions.remove(sid);
  return json(204, null, { 'cache-control': 'no-store' });
};

exports.authorizer = async (event) => {
  const { access } = await secrets();
  const token = (event.headers.authorization || '').replace('Bearer ', '');
  const claims = claimsOf(token, access);
  const session = claims && (await sessions.get(claims.sid));
  if (!session) return { isAuthorized: false };
  return { isAuthorized: true, context: { userId: session.userId, sid: claims.sid } };
};
