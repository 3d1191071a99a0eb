import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const handler = async (event: APIGatewayRequestAuthorizerEventV2) => {
  const [userId, sessionId] = (event.headers?.authorization ?? '').replace('Bearer ', '').split('.');
  if (!userId || !sessionId) return { isAuthorized: false };

  const { Item } = await ddb.send(
    new GetCommand({
      TableName: process.env.SESSIONS_TABLE,
      Key: { pk: `USER#${userId}`, sk: `SESSION#${sessionId}` },
    }),
  );
  const isAuthorized = Boolean(Item && Item.ttl > Date.now() / 1000);
  return { isAuthorized, context: { userId, sessionId } };
};
