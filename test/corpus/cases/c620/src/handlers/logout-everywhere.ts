import type { APIGatewayProxyHandlerV2WithLambdaAuthorizer } from 'aws-lambda';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';

const ddb = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const logger = new Logger({ serviceName: 'auth' });
const TableName = process.env.SESSIONS_TABLE!;

type Authorizer = { userId: string; sessionId: string };

const reply = (statusCode: number, body?: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: body === undefined ? undefined : JSON.stringify(body),
});

export const handler: APIGatewayProxyHandlerV2WithLambdaAuthorizer<Authorizer> = async (event) => {
  const { userId } = event.requestContext.authorizer.lambda;

  const { Items = [] } = await ddb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :s)',
      ExpressionAttributeValues: { ':pk': `USER#${userId}`, ':s': 'SESSION#' },
      ConsistentRead: true,
    }),
  );

  const results = await Promise.allSettled(
    Items.map(({ pk, sk }) => ddb.send(new DeleteCommand({ TableName, Key: { pk, sk } }))),
  );

  const failed = results.filter((r): r is PromiseRejectedResult => r.status === 'rejected');
  if (failed.length > 0) {
    logger.error('sessions left after logout', { userId, failed: failed.map((f) => String(f.reason)) });
    return reply(502, { error: 'Some devices are still signed in, please try again', left: failed.length });
  }

  return reply(200, { ended: Items.length });
};
