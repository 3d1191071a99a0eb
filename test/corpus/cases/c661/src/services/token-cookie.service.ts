import { Injectable } from '@angular/core';
import Cookies from 'js-cookie';
import { environment } from '../../environments/environment';

const NAME = 'portal-token';

@Injectable({ providedIn: 'root' })
export class TokenCookieService {
  private readonly where: Cookies.CookieAttributes = {
    path: environment.basePath,
    domain: environment.cookieDomain,
    secure: true,
    sameSite: 'Lax',
  };

  get value(): string | undefined {
    return Cookies.get(NAME);
  }

  save(token: string, days: number): void {
    Cookies.set(NAME, token, { ...this.where, expires: days });
    document.cookie = `portal-lang=${navigator.language}; path=/help; max-age=31536000`;
  }

  remove(): void {
    Cookies.remove(NAME, this.where);
  }
}
