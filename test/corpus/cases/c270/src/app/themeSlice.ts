import { createSlice } from '@reduxjs/toolkit';

const slice = createSlice({ name: 'theme', initialState: 'light', reducers: { toggled: (s) => (s === 'light' ? 'dark' : 'light') } });

export const { toggled } = slice.actions;
export default slice.reducer;
