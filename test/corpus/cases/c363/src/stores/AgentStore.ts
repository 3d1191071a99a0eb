import { makeAutoObservable, runInAction } from 'mobx';
import type { Gateway } from '../api/Gateway';

const SIGNAL = 'desk:signed-out';

export class AgentStore {
  agent: { id: string; name: string } | null = null;
  busy = false;

  constructor(private readonly gateway: Gateway) {
    makeAutoObservable<AgentStore, 'gateway'>(this, { gateway: false });
    window.addEventListener('storage', this.onStorage);
  }

  get signedIn() {
    return this.agent !== null;
  }

  async login(email: string, password: string) {
    this.busy = true;
    try {
      const { agent } = await this.gateway.startSession(email, password);
      runInAction(() => { this.agent = agent; });
    } finally {
      runInAction(() => { this.busy = false; });
    }
  }

  logout = async () => {
    await this.gateway.endSession();
    localStorage.setItem(SIGNAL, String(Date.now()));
    this.forget();
  };

  // another tab has signed out
  private onStorage = (e: StorageEvent) => {
    if (e.key === SIGNAL) this.forget();
  };

  private forget() {
    this.agent = null;
    localStorage.removeItem('desk:filters');
  }
}
