import { combineReducers, configureStore, createSlice } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';

const user = createSlice({
  name: 'user',
  initialState: { current: null as { id: string; email: string } | null },
  reducers: {
    received: (state, { payload }) => {
      state.current = payload;
    },
  },
});

export const { received } = user.actions;
export const store = configureStore({
  reducer: persistReducer({ key: 'shop', storage }, combineReducers({ user: user.reducer })),
});
export const persistor = persistStore(store);
