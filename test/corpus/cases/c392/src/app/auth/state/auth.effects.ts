import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { Actions, createEffect, ofType } from '@ngrx/effects';
import { catchError, exhaustMap, map, of, tap } from 'rxjs';
import { AuthGateway } from '../auth.gateway';
import { AuthActions } from './auth.actions';

export const login$ = createEffect(
  (actions$ = inject(Actions), gateway = inject(AuthGateway)) =>
    actions$.pipe(
      ofType(AuthActions.login),
      exhaustMap(({ credentials }) =>
        gateway.open(credentials).pipe(
          map((principal) => AuthActions.loginSuccess({ principal })),
          catchError((err) => of(AuthActions.loginFailure({ message: err.error?.message ?? 'Login failed' }))),
        ),
      ),
    ),
  { functional: true },
);

export const logout$ = createEffect(
  (actions$ = inject(Actions), gateway = inject(AuthGateway)) =>
    actions$.pipe(
      ofType(AuthActions.logout),
      exhaustMap(() => gateway.close().pipe(map(() => AuthActions.logoutComplete()))),
    ),
  { functional: true },
);

export const leave$ = createEffect(
  (actions$ = inject(Actions), router = inject(Router)) =>
    actions$.pipe(ofType(AuthActions.logoutComplete), tap(() => router.navigateByUrl('/login'))),
  { functional: true, dispatch: false },
);
