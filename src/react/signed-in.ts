import { createElement, Fragment, type ReactNode } from 'react';
import type { ClientSession } from '../client/types.ts';
import { useSession } from './use-session.ts';

export interface SignedInProps {
  readonly session: ClientSession;
  /** Shown to who is signed out, and by a server. */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}

/** Shows `children` to who is signed in. Another session gets them anew: no component keeps what it knew. */
export function SignedIn({ session, fallback = null, children }: SignedInProps): ReactNode {
  const { id } = useSession(session);
  return id === undefined ? fallback : createElement(Fragment, { key: id }, children);
}
