import { combineReducers, type AnyAction, type Reducer } from '@reduxjs/toolkit';
import { session } from '../features/session/slice';
import { student } from '../features/student/slice';
import { grades } from '../features/grades/slice';
import { logOut } from '../features/session/thunks';

const combined = combineReducers({
  session: session.reducer,
  student: student.reducer,
  grades: grades.reducer,
});

export type AppState = ReturnType<typeof combined>;

export const rootReducer: Reducer<AppState> = (state, action: AnyAction) => {
  if (logOut.fulfilled.match(action) || action.type === 'session/kicked') {
    state = undefined;
  }
  return combined(state, action);
};
