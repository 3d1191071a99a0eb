import { HttpClient } from '@angular/common/http';
import { Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { BehaviorSubject, Observable, of, throwError } from 'rxjs';
import { catchError, map, tap } from 'rxjs/operators';
import { environment } from '../../../environments/environment';
import { CurrentUser, TokenPair } from './auth.models';

@Injectable({ providedIn: 'root' })
export class AuthService {
  private readonly storageKey = 'crm.tokens';
  private readonly userSubject = new BehaviorSubject<CurrentUser | null>(null);

  readonly user$ = this.userSubject.asObservable();
  readonly isLoggedIn$ = this.user$.pipe(map((u) => u !== null));

  constructor(private http: HttpClient, private router: Router) {}

  get accessToken(): string | null {
    return this.read()?.accessToken ?? null;
  }

  login(username: string, password: string): Observable<CurrentUser> {
    return this.http
      .post<TokenPair & { user: CurrentUser }>(`${environment.apiUrl}/auth/login`, { username, password })
      .pipe(
        tap((r) => {
          this.write(r);
          this.userSubject.next(r.user);
        }),
        map((r) => r.user),
      );
  }

  refresh(): Observable<string> {
    const pair = this.read();
    if (!pair) {
      return throwError(() => new Error('no session'));
    }
    return this.http
      .post<TokenPair>(`${environment.apiUrl}/auth/refresh`, { refreshToken: pair.refreshToken })
      .pipe(
        tap((r) => this.write(r)),
        map((r) => r.accessToken),
      );
  }

  loadUser(): Observable<CurrentUser | null> {
    return this.http.get<CurrentUser>(`${environment.apiUrl}/users/me`).pipe(
      tap((u) => this.userSubject.next(u)),
      catchError(() => of(null)),
    );
  }

  /**
   * JWTs are stateless, so there is nothing to tell the server:
   * dropping the pair on our side is all there is to it.
   */
  logout(): void {
    localStorage.removeItem(this.storageKey);
    this.userSubject.next(null);
    this.router.navigate(['/login']);
  }

  private read(): TokenPair | null {
    const raw = localStorage.getItem(this.storageKey);
    return raw ? (JSON.parse(raw) as TokenPair) : null;
  }

  private write(p: TokenPair): void {
    localStorage.setItem(this.storageKey, JSON.stringify({ accessToken: p.accessToken, refreshToken: p.refreshToken }));
  }
}
