import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithLambdaAuthorizer } from 'aws-lambda';
import { seal } from '@acme/auth/token';
import { SessionRows } from '@acme/auth/rows';
import { users } from './users';

const rows = new SessionRows();

const respond = (statusCode: number, body?: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' },
  body: body === undefined ? undefined : JSON.stringify(body),
});

export async function create(event: APIGatewayProxyEventV2) {
  const { email, password } = JSON.parse(event.body ?? '{}');
  const user = await users.verify(email, password);
  if (!user) return respond(401, { error: 'invalid_credentials' });
  const sid = randomUUID();
  await rows.add(sid, user.id);
  return respond(201, { token: seal({ sub: user.id, sid }) });
}

export async function me(event: APIGatewayProxyEventV2WithLambdaAuthorizer<{ sub: string; sid: string }>) {
  const user = await users.get(event.requestContext.authorizer.lambda.sub);
  return user ? respond(200, { id: user.id, email: user.email }) : respond(404);
}

export async function destroy(event: APIGatewayProxyEventV2WithLambdaAuthorizer<{ sub: string; sid: string }>) {
  await rows.shut(event.requestContext.authorizer.lambda.sid);
  return respond(204);
}
