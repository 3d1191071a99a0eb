import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

type Session = { token: string | null; customerNo: string | null };

const initialState: Session = { token: null, customerNo: null };

export const sessionSlice = createSlice({
  name: 'session',
  initialState,
  reducers: {
    userLoggedIn: (_s, a: PayloadAction<{ token: string; customerNo: string }>) => a.payload,
    userLoggedOut: () => initialState,
  },
});

export const { userLoggedIn, userLoggedOut } = sessionSlice.actions;
