import { createAsyncThunk, createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** The usual slices, the same in both applications. */

export interface Credentials {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
}

const nobody: Credentials = { accessToken: null, refreshToken: null };

export const auth = createSlice({
  name: 'auth',
  initialState: nobody,
  reducers: {
    signedIn: (_state, { payload }: PayloadAction<Credentials>) => payload,
    reset: () => nobody,
  },
});

/** How a thunk asks for what it shows. */
export type Load = (path: string) => Promise<string>;

export const loadProfile = createAsyncThunk('profile/load', ({ load, path }: { load: Load; path: string }) =>
  load(path),
);

/** Of which nobody thinks in the logout. */
export const profile = createSlice({
  name: 'profile',
  initialState: { email: '' },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(loadProfile.fulfilled, (state, { payload }) => {
      state.email = payload;
    });
  },
});

export const cart = createSlice({
  name: 'cart',
  initialState: { items: 0 },
  reducers: {
    added: (state) => {
      state.items += 1;
    },
  },
});
