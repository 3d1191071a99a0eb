import { randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ddb, TABLE } from './shared/ddb.mjs';
import { json } from './shared/http.mjs';

const DAY = 86_400;

const matches = (password, { salt, hash }) =>
  timingSafeEqual(scryptSync(password, salt, 64), Buffer.from(hash, 'hex'));

export const handler = async (event) => {
  const { email, password } = JSON.parse(event.body || '{}');
  const { Item: user } = await ddb.send(
    new GetCommand({ TableName: TABLE, Key: { pk: `USER#${email}`, sk: 'PROFILE' } }),
  );
  if (!user || !matches(password, user.password)) return json(401, { message: 'Unauthorized' });

  const sid = randomUUID();
  const ttl = Math.floor(Date.now() / 1000) + DAY;
  await ddb.send(
    new PutCommand({ TableName: TABLE, Item: { pk: `SESSION#${sid}`, sk: 'SESSION', email, ttl } }),
  );
  return json(200, { name: user.name }, {
    cookies: [`sid=${sid}; Domain=shop.example; Path=/; Max-Age=${DAY}; HttpOnly; Secure; SameSite=Lax`],
  });
};
