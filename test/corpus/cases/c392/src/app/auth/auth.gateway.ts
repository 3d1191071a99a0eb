import { HttpClient } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { Credentials, Principal } from './auth.model';

@Injectable({ providedIn: 'root' })
export class AuthGateway {
  private readonly http = inject(HttpClient);

  open(credentials: Credentials) {
    return this.http.post<Principal>('/api/auth/session', credentials, { withCredentials: true });
  }

  close() {
    return this.http.delete<void>('/api/auth/session', { withCredentials: true });
  }
}
