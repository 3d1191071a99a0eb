import { createHmac, timingSafeEqual } from 'node:crypto';
import cookieSignature from 'cookie-signature';

export class Signer {
  #secret;
  constructor(secret) {
    this.#secret = secret;
  }

  sign(payload, options = {}) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return createHmac(options.algorithm ?? 'sha256', this.#secret).update(body).digest('hex');
  }

  verify(payload, signature) {
    const a = Buffer.from(this.sign(payload), 'hex');
    const b = Buffer.from(signature, 'hex');
    return a.length === b.length && timingSafeEqual(a, b);
  }
}

export const webhookSigner = new Signer(process.env.WEBHOOK_SECRET);
export const urlSigner = new Signer(process.env.URL_SECRET);

export const token = (sessionId) => cookieSignature.sign(sessionId, process.env.COOKIE_SECRET);
export const untoken = (value) => cookieSignature.unsign(value, process.env.COOKIE_SECRET);
