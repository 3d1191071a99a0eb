import { Component, inject } from '@angular/core';
import { Store } from '@ngrx/store';
import { AuthActions } from '../auth/state/auth.actions';
import { authFeature } from '../auth/state/auth.reducer';

@Component({
  selector: 'app-user-menu',
  standalone: true,
  template: `
    @if (principal(); as p) {
      <span>{{ p.name }}</span>
      <button type="button" (click)="logout()">Log out</button>
    }
  `,
})
export class UserMenuComponent {
  private readonly store = inject(Store);
  readonly principal = this.store.selectSignal(authFeature.selectPrincipal);

  logout() {
    this.store.dispatch(AuthActions.logout());
  }
}
