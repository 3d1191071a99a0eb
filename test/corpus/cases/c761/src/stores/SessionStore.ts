import { makeAutoObservable, runInAction } from 'mobx';
import { authApi, type Account } from '../api/auth';
import { tokenStorage } from '../lib/tokenStorage';
import type { RootStore } from './RootStore';

export class SessionStore {
  account: Account | null = null;
  pending = false;
  lastError: string | null = null;

  constructor(private root: RootStore) {
    makeAutoObservable(this, {}, { autoBind: true });
  }

  get isAuthenticated() {
    return this.account !== null;
  }

  async boot() {
    if (!tokenStorage.get()) return;
    try {
      const account = await authApi.account();
      runInAction(() => {
        this.account = account;
      });
    } catch {
      tokenStorage.clear();
    }
  }

  async login(email: string, password: string) {
    this.pending = true;
    try {
      const { token, account } = await authApi.login(email, password);
      tokenStorage.set(token);
      runInAction(() => {
        this.account = account;
        this.lastError = null;
      });
    } catch (e) {
      runInAction(() => {
        this.lastError = e instanceof Error ? e.message : 'unknown';
      });
    } finally {
      runInAction(() => {
        this.pending = false;
      });
    }
  }

  logout() {
    tokenStorage.clear();
    this.account = null;
    this.root.timers.reset();
    this.root.projects.reset();
  }
}
