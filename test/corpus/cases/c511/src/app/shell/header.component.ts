import { Component } from '@angular/core';
import { AuthService } from '../auth/auth.service';

@Component({
  selector: 'app-header',
  template: `
    <header *ngIf="auth.viewer$ | async as viewer">
      {{ viewer.fullName }}
      <button (click)="signOut()">Sign out</button>
    </header>
  `,
})
export class HeaderComponent {
  constructor(readonly auth: AuthService) {}

  signOut(): void {
    this.auth.logout().subscribe();
  }
}
