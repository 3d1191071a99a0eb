/**
 * The audit could not begin: what is wrong with the set-up, and what to do about it. The message is for whoever typed it
 * in, and never holds a password, a token or a cookie. The command line answers it with exit code 3.
 */
export class SetupError extends Error {
  override readonly name: string = 'SetupError';
  readonly code: string = 'ERR_AUDIT_SETUP';
}
