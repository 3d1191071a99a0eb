import { createActionGroup, emptyProps, props } from '@ngrx/store';
import { Credentials, Principal } from '../auth.model';

export const AuthActions = createActionGroup({
  source: 'Auth',
  events: {
    'Login': props<{ credentials: Credentials }>(),
    'Login Success': props<{ principal: Principal }>(),
    'Login Failure': props<{ message: string }>(),
    'Logout': emptyProps(),
    'Logout Complete': emptyProps(),
  },
});
