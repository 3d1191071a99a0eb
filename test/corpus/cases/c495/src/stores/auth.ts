import { computed, ref } from 'vue';
import { defineStore } from 'pinia';
import { http } from '@/lib/http';
import { bus } from '@/lib/bus';
import { router } from '@/router';

interface User {
  id: string;
  name: string;
}

export const useAuthStore = defineStore('auth', () => {
  const user = ref<User | null>(null);
  const isSignedIn = computed(() => user.value !== null);

  async function load() {
    const { data } = await http.get<User>('/me');
    user.value = data;
  }

  async function login(email: string, password: string) {
    await http.post('/login', { email, password });
    await load();
    bus.emit('auth:login', { userId: user.value!.id });
  }

  async function logout() {
    await http.post('/logout');
    const userId = user.value!.id;
    user.value = null;
    bus.emit('auth:logout', { userId });
    await router.push({ name: 'login' });
  }

  return { user, isSignedIn, load, login, logout };
});
