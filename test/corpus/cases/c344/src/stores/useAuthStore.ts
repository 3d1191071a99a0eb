import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { api } from '@/lib/api';

export type Plan = 'free' | 'team' | 'business';

export interface CurrentUser {
  id: string;
  email: string;
  fullName: string;
  plan: Plan;
  teams: { id: string; name: string }[];
}

interface AuthStore {
  token: string | null;
  user: CurrentUser | null;
  hydrated: boolean;
  login: (email: string, password: string) => Promise<void>;
  refreshUser: () => Promise<void>;
  logout: () => Promise<void>;
}

export const useAuthStore = create<AuthStore>()(
  persist(
    (set, get) => ({
      token: null,
      user: null,
      hydrated: false,

      login: async (email, password) => {
        const { token, user } = await api.post('auth/login', { json: { email, password } }).json<{ token: string; user: CurrentUser }>();
        set({ token, user });
      },

      refreshUser: async () => {
        if (!get().token) return;
        const user = await api.get('me').json<CurrentUser>();
        set({ user });
      },

      logout: async () => {
        await api.post('auth/logout', { headers: { authorization: `Bearer ${get().token}` } });
        set({ token: null });
      },
    }),
    {
      name: 'boardly-auth',
      storage: createJSONStorage(() => localStorage),
      partialize: ({ token, user }) => ({ token, user }),
      onRehydrateStorage: () => (state) => {
        if (state) state.hydrated = true;
      },
    },
  ),
);
