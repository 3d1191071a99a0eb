import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { setupListeners } from '@reduxjs/toolkit/query';
import { api } from './api';
import draft from './draftSlice';
import viewer from './viewerSlice';

const appReducer = combineReducers({
  [api.reducerPath]: api.reducer,
  draft,
  viewer,
});

const rootReducer = (state, action) => {
  if (api.endpoints.logout.matchFulfilled(action)) {
    state = undefined;
  }
  return appReducer(state, action);
};

export const store = configureStore({
  reducer: rootReducer,
  middleware: (gDM) => gDM().concat(api.middleware),
});

setupListeners(store.dispatch);
