import type { Me } from './find-me.ts';
import type { Refresh } from './find-refresh.ts';
import type { SignedIn } from './sign-in.ts';

/** What has been found by now. */
export interface Known {
  readonly signedIn: SignedIn;
  readonly me: Me;
  readonly refresh: Refresh | undefined;
}
