import { createSlice } from '@reduxjs/toolkit';
import { PURGE } from 'redux-persist';

const initialState = [];

const courses = createSlice({
  name: 'courses',
  initialState,
  reducers: {
    enrolled: (state, action) => { state.push(action.payload); },
    left: (state, action) => state.filter((c) => c.id !== action.payload),
  },
  extraReducers: (builder) => {
    builder.addCase(PURGE, () => initialState);
  },
});

export const { enrolled, left } = courses.actions;
export default courses.reducer;
