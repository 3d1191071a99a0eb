import { HttpClient } from '@angular/common/http';
import { computed, inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { TokenCookieService } from './token-cookie.service';

export interface Citizen {
  bsn: string;
  initials: string;
}

@Injectable({ providedIn: 'root' })
export class SessionService {
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly cookie = inject(TokenCookieService);
  private readonly citizen = signal<Citizen | null>(null);

  readonly signedIn = computed(() => this.citizen() !== null);

  async signIn(code: string): Promise<void> {
    const r = await firstValueFrom(this.http.post<{ token: string; citizen: Citizen }>('/api/sessions', { code }));
    this.cookie.save(r.token, 1);
    this.citizen.set(r.citizen);
  }

  signOut(): void {
    this.http.delete<void>('/api/sessions/current').subscribe({
      next: () => this.leave(),
      error: (e) => (e.status === 401 ? this.leave() : console.error(e)),
    });
  }

  private leave(): void {
    this.cookie.remove();
    this.citizen.set(null);
    void this.router.navigateByUrl('/uitgelogd');
  }
}
