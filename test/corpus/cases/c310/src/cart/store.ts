import { configureStore, createSlice } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';

const cart = createSlice({
  name: 'cart',
  initialState: { items: [] as { sku: string; count: number }[] },
  reducers: {
    added: (state, { payload }) => {
      state.items.push(payload);
    },
    cleared: (state) => {
      state.items = [];
    },
  },
});

export const { added, cleared } = cart.actions;
export const store = configureStore({ reducer: { cart: persistReducer({ key: 'cart', storage }, cart.reducer) } });
export const persistor = persistStore(store);
