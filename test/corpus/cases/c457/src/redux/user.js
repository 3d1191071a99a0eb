import { createSlice } from '@reduxjs/toolkit';
import { loginUser, logoutEverywhere, logoutUser } from './auth';

const initialState = { profile: null, notifications: [] };

const user = createSlice({
  name: 'user',
  initialState,
  reducers: {
    notificationRead(state, { payload: id }) {
      const n = state.notifications.find((x) => x.id === id);
      if (n) n.read = true;
    },
  },
  extraReducers: (builder) =>
    builder
      .addCase(loginUser.fulfilled, (state, { payload }) => {
        state.profile = payload.profile;
        state.notifications = payload.notifications;
      })
      .addCase(logoutUser.fulfilled, () => initialState)
      .addCase(logoutEverywhere.fulfilled, () => initialState),
});

export const { notificationRead } = user.actions;
export default user.reducer;
