import { defineStore } from 'pinia';
import http from '@/services/http';
import { useProfileStore } from './profile';

export const useAuthStore = defineStore('auth', {
  state: () => ({
    accessToken: '' as string,
    refreshToken: '' as string,
  }),
  getters: {
    isAuthenticated: (state) => state.accessToken !== '',
  },
  actions: {
    async login(username: string, password: string) {
      const { data } = await http.post('/auth/token', { username, password });
      this.accessToken = data.access;
      this.refreshToken = data.refresh;
      await useProfileStore().fetch();
    },
    async logout() {
      await http.post('/auth/revoke', { refresh: this.refreshToken });
      this.$reset();
    },
  },
  persist: true,
});
