import { computed, ref } from 'vue';
import { defineStore } from 'pinia';
import { useLocalStorage } from '@vueuse/core';
import router from '@/router';
import { api } from '@/plugins/axios';

export interface Me {
  id: number;
  firstName: string;
  lastName: string;
  roles: string[];
}

export const useAuthStore = defineStore('auth', () => {
  const token = useLocalStorage<string | null>('shop-token', null);
  const me = ref<Me | null>(null);
  const returnUrl = ref<string | null>(null);

  const isLoggedIn = computed(() => !!token.value);
  const fullName = computed(() => (me.value ? `${me.value.firstName} ${me.value.lastName}` : ''));
  const isAdmin = computed(() => me.value?.roles.includes('ADMIN') ?? false);

  async function login(payload: { email: string; password: string }) {
    const { data } = await api.post('/login', payload);
    token.value = data.token;
    me.value = data.me;
    await router.push(returnUrl.value ?? '/');
  }

  async function fetchMe() {
    const { data } = await api.get<Me>('/me');
    me.value = data;
  }

  // cerrar sesion en este dispositivo
  function logout() {
    token.value = null;
    me.value = null;
    returnUrl.value = null;
    router.push({ name: 'login' });
  }

  // cerrar sesion en todos los dispositivos
  async function logoutEverywhere() {
    await api.post('/logout-all');
    token.value = null;
    me.value = null;
    router.push({ name: 'login' });
  }

  return { token, me, returnUrl, isLoggedIn, fullName, isAdmin, login, fetchMe, logout, logoutEverywhere };
});
