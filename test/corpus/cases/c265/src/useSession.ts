import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { api } from './api';

interface Session {
  token: string | null;
  user: { id: string; email: string } | null;
  notes: string[];
  logout(): Promise<void>;
}

export const useSession = create<Session>()(
  persist(
    (set) => ({
      token: null,
      user: null,
      notes: [],
      logout: async () => {
        await api.post('/logout');
        set({ token: null });
      },
    }),
    { name: 'session' },
  ),
);
