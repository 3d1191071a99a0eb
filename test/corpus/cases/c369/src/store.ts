import { create } from 'zustand';
import { devtools, persist } from 'zustand/middleware';
import { http } from './http';

interface User { id: string; name: string; email: string }

interface Store {
  user: User | null;
  theme: 'light' | 'dark';
  language: string;
  sidebarOpen: boolean;
  setTheme(theme: Store['theme']): void;
  setLanguage(language: string): void;
  toggleSidebar(): void;
  loadUser(): Promise<void>;
  logout(): Promise<void>;
}

export const useStore = create<Store>()(
  devtools(
    persist(
      (set) => ({
        user: null,
        theme: 'light',
        language: navigator.language,
        sidebarOpen: true,
        setTheme: (theme) => set({ theme }),
        setLanguage: (language) => set({ language }),
        toggleSidebar: () => set((s) => ({ sidebarOpen: !s.sidebarOpen })),
        loadUser: async () => set({ user: await http<User>('GET', '/api/me') }),
        logout: async () => {
          await http('POST', '/api/logout');
          set({ user: null });
        },
      }),
      {
        name: 'ui',
        partialize: (s) => ({ theme: s.theme, language: s.language, sidebarOpen: s.sidebarOpen }),
      },
    ),
  ),
);
