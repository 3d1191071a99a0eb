import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { ddb, TABLE } from './shared/ddb.mjs';
import { json, readCookies } from './shared/http.mjs';

export const handler = async (event) => {
  const { sid } = readCookies(event);
  if (sid) {
    await ddb.send(new DeleteCommand({ TableName: TABLE, Key: { pk: `SESSION#${sid}`, sk: 'SESSION' } }));
  }
  return json(200, { ok: true }, {
    cookies: ['sid=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax'],
  });
};
