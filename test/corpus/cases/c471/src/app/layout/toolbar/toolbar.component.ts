import { ChangeDetectionStrategy, Component } from '@angular/core';
import { AuthService } from '../../core/services/auth.service';

@Component({
  selector: 'app-toolbar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <mat-toolbar color="primary" *ngIf="user$ | async as user">
      <span>Fuhrpark</span>
      <span class="spacer"></span>
      <button mat-button [matMenuTriggerFor]="menu">{{ user.username }}</button>
      <mat-menu #menu="matMenu">
        <button mat-menu-item routerLink="/profile">Profil</button>
        <button mat-menu-item (click)="onLogout()">Abmelden</button>
      </mat-menu>
    </mat-toolbar>
  `,
})
export class ToolbarComponent {
  readonly user$ = this.auth.currentUser$;

  constructor(private readonly auth: AuthService) {}

  onLogout(): void {
    this.auth.logout();
  }
}
