import { create } from 'zustand';
import { api } from '../lib/api';

interface AuthState {
  user: { id: string; name: string } | null;
  logout(): Promise<void>;
}

export const useAuthStore = create<AuthState>((set) => ({
  user: null,
  logout: async () => {
    await api.delete('/session');
    set({ user: null });
  },
}));
