import { eq } from 'drizzle-orm';
import { ResultAsync } from 'neverthrow';
import { db } from '../db';
import { revokedTokens } from '../db/schema';

export class StoreUnavailable extends Error {
  constructor(cause: unknown) {
    super('revocation store unavailable', { cause });
  }
}

export const findRevocation = (jti: string): ResultAsync<boolean, StoreUnavailable> =>
  ResultAsync.fromPromise(
    db.select({ jti: revokedTokens.jti }).from(revokedTokens).where(eq(revokedTokens.jti, jti)).limit(1),
    (cause) => new StoreUnavailable(cause),
  ).map((rows) => rows.length > 0);

export const recordRevocation = (jti: string, expiresAt: Date) =>
  ResultAsync.fromPromise(
    db.insert(revokedTokens).values({ jti, expiresAt }).onConflictDoNothing(),
    (cause) => new StoreUnavailable(cause),
  );
