import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { unseal } from '@acme/auth/token';
import { SessionRows } from '@acme/auth/rows';

const rows = new SessionRows();

export async function handler(event: APIGatewayRequestAuthorizerEventV2) {
  const token = event.headers?.authorization?.replace(/^Bearer /, '') ?? '';
  try {
    const { sub, sid } = unseal(token);
    return { isAuthorized: await rows.isOpen(sid), context: { sub, sid } };
  } catch (err) {
    console.info('denied', (err as Error).message);
    return { isAuthorized: false };
  }
}
