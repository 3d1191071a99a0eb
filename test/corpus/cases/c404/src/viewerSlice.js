import { createSlice } from '@reduxjs/toolkit';
import { api } from './api';

export default createSlice({
  name: 'viewer',
  initialState: { name: null },
  extraReducers: (b) =>
    b.addMatcher(api.endpoints.viewer.matchFulfilled, (state, { payload }) => {
      state.name = payload.name;
    }),
}).reducer;
