import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AuthService } from '../core/auth/auth.service';

@Component({
  selector: 'app-header',
  standalone: true,
  imports: [RouterLink],
  template: `
    <nav>
      <a routerLink="/items">Items</a>
      @if (auth.user(); as user) {
        <span>{{ user.name }}</span>
        <button type="button" (click)="onLogout()">Sign out</button>
      }
    </nav>
  `,
})
export class HeaderComponent {
  readonly auth = inject(AuthService);

  onLogout() {
    this.auth.logout();
  }
}
