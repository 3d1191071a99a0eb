import { createSlice, type PayloadAction } from '@reduxjs/toolkit';

/** Something private that an application keeps in the browser: a draft. */
export const note = createSlice({
  name: 'note',
  initialState: { text: '' },
  reducers: {
    written: (state, { payload }: PayloadAction<string>) => {
      state.text = payload;
    },
  },
  selectors: { selectText: ({ text }) => text },
});
