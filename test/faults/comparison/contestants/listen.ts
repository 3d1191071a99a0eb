import { flushCompileCache } from 'node:module';
import type { Express } from 'express';

/** The Redis that a contestant is given. */
export const REDIS = String(process.env['REDIS']);
/** How long an access token lives, ms. */
export const LIFETIME = Number(process.env['LIFETIME'] ?? 300_000);
/** What all processes of a contestant sign with. */
export const SECRET = String(process.env['SECRET']);

/** How long `/slow` takes, ms. */
const SLOW = 50;

export function slowly(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SLOW));
}

/** Serves on a free port, and prints it. */
export function listen(app: Express): void {
  const server = app.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(`port ${typeof address === 'object' ? address?.port : ''}`);
    // Now, since it will be killed.
    flushCompileCache();
  });
}
