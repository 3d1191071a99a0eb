import { combineReducers, configureStore, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { persistReducer, persistStore } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import { auth } from './auth';

const preferences = createSlice({
  name: 'preferences',
  initialState: { theme: 'light' as 'light' | 'dark', language: 'en', sidebarOpen: true },
  reducers: {
    themeToggled(s) {
      s.theme = s.theme === 'light' ? 'dark' : 'light';
    },
    languagePicked(s, a: PayloadAction<string>) {
      s.language = a.payload;
    },
    sidebarToggled(s) {
      s.sidebarOpen = !s.sidebarOpen;
    },
  },
});

export const { themeToggled, languagePicked, sidebarToggled } = preferences.actions;

const rootReducer = combineReducers({ auth: auth.reducer, preferences: preferences.reducer });

export const store = configureStore({
  reducer: persistReducer({ key: 'ui', storage, whitelist: ['preferences'] }, rootReducer),
  middleware: (getDefaultMiddleware) => getDefaultMiddleware({ serializableCheck: false }),
});

export const persistor = persistStore(store);
export type RootState = ReturnType<typeof store.getState>;
