import { Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { Apollo, gql } from 'apollo-angular';
import { BehaviorSubject, map, Observable, tap } from 'rxjs';

const LOGIN = gql`
  mutation Login($email: String!, $password: String!) {
    login(email: $email, password: $password) { user { id fullName } }
  }
`;

const LOGOUT = gql`
  mutation Logout { logout }
`;

export interface Viewer { id: string; fullName: string }

@Injectable({ providedIn: 'root' })
export class AuthService {
  private readonly viewer$$ = new BehaviorSubject<Viewer | null>(null);
  readonly viewer$ = this.viewer$$.asObservable();

  constructor(private readonly apollo: Apollo, private readonly router: Router) {}

  login(email: string, password: string): Observable<Viewer> {
    return this.apollo
      .mutate<{ login: { user: Viewer } }>({ mutation: LOGIN, variables: { email, password } })
      .pipe(
        map((result) => result.data!.login.user),
        tap((viewer) => this.viewer$$.next(viewer)),
      );
  }

  logout(): Observable<unknown> {
    return this.apollo.mutate({ mutation: LOGOUT }).pipe(
      tap(() => {
        this.viewer$$.next(null);
        this.router.navigateByUrl('/login');
      }),
    );
  }
}
