import { combineReducers, type Action, type Reducer } from '@reduxjs/toolkit';
import { authSlice, signOut } from '../features/auth/authSlice';
import { userSlice } from '../features/user/userSlice';
import { invoicesSlice } from '../features/invoices/invoicesSlice';
import { preferencesSlice } from '../features/preferences/preferencesSlice';

const combined = combineReducers({
  auth: authSlice.reducer,
  user: userSlice.reducer,
  invoices: invoicesSlice.reducer,
  preferences: preferencesSlice.reducer,
});

type State = ReturnType<typeof combined>;

export const rootReducer: Reducer<State, Action> = (state, action) => {
  if (signOut.fulfilled.match(action)) {
    const preferences = state?.preferences;
    return combined(preferences ? ({ preferences } as State) : undefined, action);
  }
  return combined(state, action);
};
