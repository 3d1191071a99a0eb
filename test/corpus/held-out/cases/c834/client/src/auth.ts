import { computed, reactive } from 'vue';

const state = reactive({ token: localStorage.getItem('token') });

export const isLoggedIn = computed(() => state.token !== null);

const authorised = (): HeadersInit => ({ Authorization: `Bearer ${state.token}` });

export async function logout() {
  await fetch('/auth/logout', { method: 'POST', headers: authorised() });
  localStorage.removeItem('token');
  state.token = null;
}
