import { create } from 'zustand';
import * as Keychain from 'react-native-keychain';
import { api } from '../api';
import { forgetUser } from './createUserStore';

type Session = {
  status: 'unknown' | 'in' | 'out';
  signIn(phone: string, code: string): Promise<void>;
  signOut(): Promise<void>;
};

export const useSession = create<Session>()((set) => ({
  status: 'unknown',
  async signIn(phone, code) {
    const { token } = await api.post('session', { json: { phone, code } }).json<{ token: string }>();
    await Keychain.setGenericPassword(phone, token, { service: 'session' });
    set({ status: 'in' });
  },
  async signOut() {
    try {
      await api.delete('session');
    } finally {
      await Keychain.resetGenericPassword({ service: 'session' });
      forgetUser();
      set({ status: 'out' });
    }
  },
}));
