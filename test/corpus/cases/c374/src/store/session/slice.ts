import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export interface SessionState {
  account: { id: string; name: string } | null;
  pending: boolean;
}

const initialState: SessionState = { account: null, pending: false };

export const sessionSlice = createSlice({
  name: 'session',
  initialState,
  reducers: {
    signInRequested: (state, _: PayloadAction<{ email: string; password: string }>) => {
      state.pending = true;
    },
    signedIn: (state, { payload }: PayloadAction<SessionState['account']>) => {
      state.pending = false;
      state.account = payload;
    },
    signInFailed: (state) => {
      state.pending = false;
    },
    logout: () => {
      localStorage.removeItem('account');
      return initialState;
    },
  },
});

export const { signInRequested, signedIn, signInFailed, logout } = sessionSlice.actions;
export default sessionSlice.reducer;
