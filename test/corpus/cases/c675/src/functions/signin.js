const { randomBytes } = require('crypto');
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand } = require('@aws-sdk/lib-dynamodb');
const { findByCredentials } = require('../shared/accounts');
const cookies = require('../shared/cookies');

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async (event) => {
  const { email, password } = JSON.parse(event.body || '{}');
  const account = await findByCredentials(email, password);
  if (!account) return { statusCode: 401, body: JSON.stringify({ message: 'Invalid credentials' }) };

  const sessionId = randomBytes(32).toString('hex');
  await ddb.send(
    new PutCommand({
      TableName: process.env.SESSION_TABLE,
      Item: { pk: sessionId, accountId: account.id, ttl: Math.floor(Date.now() / 1000) + 7 * 24 * 3600 },
    }),
  );
  return {
    statusCode: 200,
    cookies: [cookies.issue(sessionId, process.env.COOKIE_DOMAIN)],
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: JSON.stringify({ accountId: account.id }),
  };
};
