/** How long an answer may take before the request counts as unanswered, ms. */
const PATIENCE = 10_000;

/**
 * Sends a request. Never rejects: a server that cannot be reached is status 0.
 *
 * @param {string} method
 * @param {string} path
 * @param {{ authorization?: string, body?: object }} [options]
 */
export async function send(method, path, { authorization, body } = {}) {
  const headers = new Headers();
  if (authorization) headers.set('authorization', authorization);
  if (body) headers.set('content-type', 'application/json');
  try {
    const response = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}

/** @param {string} token */
export const bearer = (token) => `Bearer ${token}`;

/**
 * The start and the end of a secret: enough to recognise it, too little to use it.
 *
 * @param {string} secret
 */
export const mask = (secret) => `${secret.slice(0, 6)}…${secret.slice(-4)}`;

/**
 * A duration for people: below 10 ms to a tenth, above it whole.
 *
 * @param {number} ms
 */
export const duration = (ms) => `${ms < 10 ? Math.max(0.1, ms).toFixed(1) : Math.round(ms)} ms`;
