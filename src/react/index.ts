export { SignedIn, type SignedInProps } from './signed-in.ts';
export { useLogout, type Logout } from './use-logout.ts';
export { useSession, type SessionState } from './use-session.ts';
