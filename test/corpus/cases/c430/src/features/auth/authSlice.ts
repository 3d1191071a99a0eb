import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

const authSlice = createSlice({
  name: 'auth',
  initialState: { customer: null as { id: string; name: string } | null },
  reducers: {
    signedIn: (state, { payload }: PayloadAction<{ id: string; name: string }>) => {
      state.customer = payload;
    },
    signedOut: (state) => {
      state.customer = null;
    },
  },
});

export const { signedIn, signedOut } = authSlice.actions;
export default authSlice.reducer;
