import { accessToken, hashed, newSid, refreshToken } from '../lib/tokens.mjs';
import { put, take } from '../lib/table.mjs';
import { checkCredentials } from '../lib/users.mjs';

const reply = (statusCode, body) => ({ statusCode, headers: { 'Cache-Control': 'no-store' }, body: body ? JSON.stringify(body) : '' });
const in30Days = () => Math.floor(Date.now() / 1000) + 30 * 86400;

async function grant(userId, sid) {
  const refresh = refreshToken();
  await put({ hash: hashed(refresh), userId, sid, ttl: in30Days() });
  return { access_token: accessToken(userId, sid), refresh_token: refresh, expires_in: 3600 };
}

export const signOn = async (event) => {
  const { email, password } = JSON.parse(event.body);
  const user = await checkCredentials(email, password);
  return user ? reply(200, await grant(user.id, newSid())) : reply(401, { error: 'invalid_grant' });
};

export const renew = async (event) => {
  const { refresh_token } = JSON.parse(event.body);
  const row = await take(hashed(refresh_token));
  return row ? reply(200, await grant(row.userId, row.sid)) : reply(401, { error: 'invalid_grant' });
};

export const signOff = async (event) => {
  const { refresh_token } = JSON.parse(event.body);
  if (refresh_token) await take(hashed(refresh_token));
  return reply(204);
};
