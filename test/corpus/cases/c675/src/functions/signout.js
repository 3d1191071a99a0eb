const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, DeleteCommand } = require('@aws-sdk/lib-dynamodb');
const cookies = require('../shared/cookies');

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

exports.handler = async (event) => {
  const sessionId = cookies.read(event);
  if (sessionId) {
    await ddb.send(new DeleteCommand({ TableName: process.env.SESSION_TABLE, Key: { pk: sessionId } }));
  }
  return {
    statusCode: 204,
    cookies: [cookies.expire()],
    headers: { 'cache-control': 'no-store' },
  };
};
