import type { Rule } from '../rule.ts';
import { accessSurvivesLogout } from './access-survives-logout.ts';
import { authSignatureOnly } from './auth-signature-only.ts';
import { clientCacheNotReset } from './client-cache-not-reset.ts';
import { clientOnlyLogout } from './client-only-logout.ts';
import { cookieClearMismatch } from './cookie-clear-mismatch.ts';
import { denylistNeverWritten } from './denylist-never-written.ts';
import { expiredTokenRenewed } from './expired-token-renewed.ts';
import { jwtNoExpiry } from './jwt-no-expiry.ts';
import { jwtNoRevocationHandle } from './jwt-no-revocation-handle.ts';
import { jwtTooLong } from './jwt-too-long.ts';
import { logoutEventUnhandled } from './logout-event-unhandled.ts';
import { logoutNoBackendEffect } from './logout-no-backend-effect.ts';
import { logoutViaGet } from './logout-via-get.ts';
import { missingNoStore } from './missing-no-store.ts';
import { persistNotPurged } from './persist-not-purged.ts';
import { refreshNotBound } from './refresh-not-bound.ts';
import { refreshSurvivesLogout } from './refresh-survives-logout.ts';
import { revocationFailOpen } from './revocation-fail-open.ts';
import { revokeErrorSwallowed } from './revoke-error-swallowed.ts';
import { revokeKeyMismatch } from './revoke-key-mismatch.ts';
import { revokeNotAwaited } from './revoke-not-awaited.ts';
import { sessionNotDestroyed } from './session-not-destroyed.ts';
import { statelessExcuse } from './stateless-excuse.ts';

/** Every rule, in the order in which they are documented. */
export const rules: readonly Rule[] = [
  logoutNoBackendEffect,
  authSignatureOnly,
  jwtNoExpiry,
  jwtNoRevocationHandle,
  jwtTooLong,
  cookieClearMismatch,
  clientOnlyLogout,
  persistNotPurged,
  clientCacheNotReset,
  missingNoStore,
  statelessExcuse,
  accessSurvivesLogout,
  refreshSurvivesLogout,
  refreshNotBound,
  sessionNotDestroyed,
  revokeKeyMismatch,
  revocationFailOpen,
  revokeErrorSwallowed,
  revokeNotAwaited,
  logoutViaGet,
  denylistNeverWritten,
  expiredTokenRenewed,
  logoutEventUnhandled,
];
