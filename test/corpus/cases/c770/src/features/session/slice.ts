import { createSlice } from '@reduxjs/toolkit';
import { logIn } from './thunks';

export const session = createSlice({
  name: 'session',
  initialState: { studentId: null as string | null, pending: false },
  reducers: { kicked() {} },
  extraReducers: (b) =>
    b
      .addCase(logIn.pending, (s) => {
        s.pending = true;
      })
      .addCase(logIn.fulfilled, (s, a) => {
        s.pending = false;
        s.studentId = a.payload.studentId;
      }),
});
