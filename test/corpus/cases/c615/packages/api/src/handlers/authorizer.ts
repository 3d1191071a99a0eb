import type { APIGatewayRequestSimpleAuthorizerHandlerV2WithContext } from 'aws-lambda';
import { jwtVerify } from 'jose';
import { Bucket } from '@desk/core/buckets';
import { kv, publicKey } from '../container';

type Context = { sub?: string; jti?: string; exp?: number };

export const handler: APIGatewayRequestSimpleAuthorizerHandlerV2WithContext<Context> = async (event) => {
  const [, token = ''] = (event.headers?.authorization ?? '').split(' ');
  try {
    const { payload } = await jwtVerify(token, await publicKey(), { issuer: process.env.ISSUER });
    const ended = await kv.get<boolean>(Bucket.EndedTokens, payload.jti!);
    return { isAuthorized: !ended, context: { sub: payload.sub, jti: payload.jti, exp: payload.exp } };
  } catch (cause) {
    console.warn('refused', cause);
    return { isAuthorized: false, context: {} };
  }
};
