import { createSlice } from '@reduxjs/toolkit';

const session = createSlice({
  name: 'session',
  initialState: { user: null as { id: string } | null },
  reducers: {
    signedOut: (state) => {
      state.user = null;
    },
  },
});

export const { signedOut } = session.actions;
export default session.reducer;
