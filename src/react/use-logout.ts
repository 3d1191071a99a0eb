import { useCallback, useState } from 'react';
import type { ClientSession, LogoutReport } from '../client/types.ts';

/** A logout, for a button. */
export interface Logout {
  /** Logs out. Called again meanwhile, it answers the same promise. Never rejects. */
  readonly logout: () => Promise<LogoutReport>;
  /** Whether a logout that began here is going on. */
  readonly busy: boolean;
  /** What became of the last one that began here. */
  readonly report: LogoutReport | undefined;
}

/** `<button disabled={busy} onClick={() => void logout()}>`. Where the browser goes next is for the session's `onSignedOut`. */
export function useLogout(session: ClientSession): Logout {
  const [state, setState] = useState<Omit<Logout, 'logout'>>({ busy: false, report: undefined });
  const logout = useCallback(async () => {
    setState({ busy: true, report: undefined });
    const report = await session.logout();
    setState({ busy: false, report });
    return report;
  }, [session]);
  return { ...state, logout };
}
