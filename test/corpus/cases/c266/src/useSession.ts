import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { api } from './api';

const initial = { token: null as string | null, user: null as { id: string } | null, notes: [] as string[] };

export const useSession = create<typeof initial & { logout(): Promise<void> }>()(
  persist(
    (set) => ({
      ...initial,
      logout: async () => {
        await api.post('/logout');
        set(initial);
      },
    }),
    { name: 'session' },
  ),
);
