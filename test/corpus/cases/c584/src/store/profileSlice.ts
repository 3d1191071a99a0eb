import { createAsyncThunk, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { http } from '../lib/http';

export interface Profile {
  firstName: string;
  lastName: string;
  phone?: string;
  addresses: { street: string; zip: string; city: string }[];
}

export const fetchProfile = createAsyncThunk('profile/fetch', async () => {
  const { data } = await http.get<Profile>('/me');
  return data;
});

const profileSlice = createSlice({
  name: 'profile',
  initialState: { data: null as Profile | null },
  reducers: {
    addressAdded(state, { payload }: PayloadAction<Profile['addresses'][number]>) {
      state.data?.addresses.push(payload);
    },
  },
  extraReducers: (b) => b.addCase(fetchProfile.fulfilled, (s, a) => { s.data = a.payload; }),
});

export const { addressAdded } = profileSlice.actions;
export default profileSlice.reducer;
