import { create } from 'zustand';
import { request } from '../net/request';
import { useAccount, type Account } from './account';

interface SessionState {
  active: boolean;
  begin(email: string, code: string): Promise<void>;
  end(): Promise<void>;
}

export const useSession = create<SessionState>()((set) => ({
  active: false,

  async begin(email, code) {
    const account = await request<Account>('POST', '/session', { email, code });
    useAccount.getState().setAccount(account);
    set({ active: true });
  },

  async end() {
    await request('DELETE', '/session');
    set({ active: false });
  },
}));
