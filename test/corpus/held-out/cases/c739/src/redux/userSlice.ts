import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

export interface UserState {
  id?: string;
  email?: string;
  weightKg?: number;
  heightCm?: number;
}

const userSlice = createSlice({
  name: 'user',
  initialState: {} as UserState,
  reducers: {
    setUser: (_state, action: PayloadAction<UserState>) => action.payload,
    setWeight(state, action: PayloadAction<number>) {
      state.weightKg = action.payload;
    },
  },
});

export const { setUser, setWeight } = userSlice.actions;
export default userSlice.reducer;
