export { guardFetch } from './requests.ts';
export type { ClientOptions, RefreshContext } from './options.ts';
export { createSession } from './session.ts';
export type { ClientSession, LogoutReport, PurgeStep, SignIn } from './types.ts';
export { safeUrl } from './url.ts';
