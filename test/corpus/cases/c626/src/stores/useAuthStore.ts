import { create } from 'zustand';
import { request } from '@/lib/request';

interface AuthStore {
  signedIn: boolean;
  signIn: (ssn: string, pin: string) => Promise<void>;
  signOut: () => Promise<void>;
}

export const useAuthStore = create<AuthStore>((set) => ({
  signedIn: document.cookie.includes('has_session=1'),
  signIn: async (ssn, pin) => {
    await request('POST', '/session', { ssn, pin });
    set({ signedIn: true });
  },
  signOut: async () => {
    await request('DELETE', '/session');
    set({ signedIn: false });
  },
}));
