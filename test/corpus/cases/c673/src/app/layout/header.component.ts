import { ChangeDetectionStrategy, Component } from '@angular/core';
import { AuthService } from '../core/auth/auth.service';

@Component({
  selector: 'crm-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-toolbar color="primary">
      <span class="grow">CRM</span>
      <ng-container *ngIf="auth.user$ | async as user">
        <span>{{ user.displayName }}</span>
        <button mat-icon-button aria-label="Sign out" (click)="signOut()"><mat-icon>logout</mat-icon></button>
      </ng-container>
    </mat-toolbar>
  `,
})
export class HeaderComponent {
  constructor(readonly auth: AuthService) {}

  signOut(): void {
    this.auth.logout();
  }
}
