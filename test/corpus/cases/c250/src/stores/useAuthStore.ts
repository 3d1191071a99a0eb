import { create } from 'zustand';
import { api } from '../lib/api';

interface AuthState {
  user: { id: string; name: string } | null;
  token: string | null;
  login(email: string, password: string): Promise<void>;
  logout(): void;
}

export const useAuthStore = create<AuthState>((set) => ({
  user: null,
  token: sessionStorage.getItem('token'),
  login: async (email, password) => {
    const { data } = await api.post('/login', { email, password });
    sessionStorage.setItem('token', data.token);
    set({ user: data.user, token: data.token });
  },
  logout: () => {
    sessionStorage.removeItem('token');
    set({ user: null, token: null });
  },
}));
