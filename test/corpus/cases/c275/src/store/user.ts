import { createSlice } from '@reduxjs/toolkit';

const user = createSlice({ name: 'user', initialState: { name: '' }, reducers: { userCleared: () => ({ name: '' }) } });

export const { userCleared } = user.actions;
export default user.reducer;
