import { defineStore } from 'pinia';
import http from '@/services/http';

interface Profile {
  id: number;
  email: string;
  salary: number | null;
  manager: string;
}

export const useProfileStore = defineStore('profile', {
  state: () => ({
    profile: null as Profile | null,
    loadedAt: 0,
  }),
  actions: {
    async fetch() {
      if (Date.now() - this.loadedAt < 60_000) return;
      const { data } = await http.get<Profile>('/employees/me');
      this.profile = data;
      this.loadedAt = Date.now();
    },
  },
  persist: {
    key: 'hr-profile',
    storage: localStorage,
  },
});
