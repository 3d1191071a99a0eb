import { createFeature, createReducer, on } from '@ngrx/store';
import { Principal } from '../auth.model';
import { AuthActions } from './auth.actions';

interface State {
  principal: Principal | null;
  message: string | null;
}

const initial: State = { principal: null, message: null };

export const authFeature = createFeature({
  name: 'auth',
  reducer: createReducer(
    initial,
    on(AuthActions.loginSuccess, (state, { principal }): State => ({ ...state, principal, message: null })),
    on(AuthActions.loginFailure, (state, { message }): State => ({ ...state, message })),
    on(AuthActions.logout, (): State => initial),
  ),
});
