import type { APIGatewayProxyHandlerV2WithLambdaAuthorizer } from 'aws-lambda';
import { Bucket } from '@desk/core/buckets';
import { kv } from '../container';

type Auth = { jti: string; exp: number };

export const handler: APIGatewayProxyHandlerV2WithLambdaAuthorizer<Auth> = async (event) => {
  const { jti, exp } = event.requestContext.authorizer.lambda;
  await kv.put(Bucket.EndedTokens, jti, true, exp);
  return { statusCode: 204, headers: { 'Cache-Control': 'no-store' } };
};
