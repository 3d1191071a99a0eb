import { createAsyncThunk, type AsyncThunk } from '@reduxjs/toolkit';
import type { ClientSession, LogoutReport } from '../client/types.ts';

/** What the actions of the logout begin with. They alone may be dispatched by what began before the sign-out. */
export const LOGOUT = 'auth/performLogout';

/**
 * `performLogout`: logs out, and is always fulfilled, with the report. Dispatched twice, both get the same one. It
 * navigates nowhere: that is for the session's `onSignedOut`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- as Redux Toolkit says that there is no configuration
export function createLogoutThunk(session: ClientSession): AsyncThunk<LogoutReport, void, {}> {
  return createAsyncThunk(LOGOUT, () => session.logout());
}
