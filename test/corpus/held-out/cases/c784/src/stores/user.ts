import { defineStore } from 'pinia';
import { http } from '@/http';

export const useUserStore = defineStore('user', {
  state: () => ({ id: '', displayName: '', insuranceNo: '' }),
  actions: {
    async load() {
      this.$patch((await http.get('/me')).data);
    },
  },
  keep: true,
});
