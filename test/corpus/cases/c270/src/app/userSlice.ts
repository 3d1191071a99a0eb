import { createSlice } from '@reduxjs/toolkit';

const slice = createSlice({
  name: 'user',
  initialState: { me: null as { name: string } | null },
  reducers: { loaded: (_state, { payload }) => payload },
});

export const { loaded } = slice.actions;
export default slice.reducer;
