import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export interface SessionUser {
  id: string;
  name: string;
  permissions: string[];
}

interface State {
  user: SessionUser | null;
  endedBecause: string | null;
}

const initialState: State = { user: null, endedBecause: null };

const session = createSlice({
  name: 'session',
  initialState,
  reducers: {
    sessionStarted(state, { payload }: PayloadAction<SessionUser>) {
      state.user = payload;
      state.endedBecause = null;
    },
    sessionEnded(state, { payload }: PayloadAction<{ reason: string }>) {
      state.user = null;
      state.endedBecause = payload.reason;
    },
  },
});

export const { sessionStarted, sessionEnded } = session.actions;
export default session.reducer;
