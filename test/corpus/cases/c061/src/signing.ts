import { createHmac, sign as cryptoSign, type KeyObject } from 'node:crypto';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';

export const signDocument = (document: Buffer, key: KeyObject): string =>
  cryptoSign('sha256', document, key).toString('base64');

export const signWebhook = (body: string, secret: string): string =>
  createHmac('sha256', secret).update(body).digest('hex');

export async function signUpload(presigner: S3RequestPresigner, request: never): Promise<string> {
  const signed = await presigner.presign(request);
  return String(signed);
}
