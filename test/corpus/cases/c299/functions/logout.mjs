import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const db = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const logout = async (event) => {
  await db.send(new DeleteCommand({ TableName: 'sessions', Key: { id: event.requestContext.authorizer.sid } }));
  return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
};
