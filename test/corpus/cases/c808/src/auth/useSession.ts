import { ref } from 'vue';
import axios from 'axios';
import { dropToken, readToken, saveToken } from './cookies';

const http = axios.create({ baseURL: import.meta.env.VITE_API });
const loggedIn = ref(readToken() !== null);

http.interceptors.request.use((config) => {
  const token = readToken();
  if (token) config.headers.set('X-Session', token);
  return config;
});

export function useSession() {
  async function login(email: string, password: string, remember = false) {
    const { data } = await http.post<{ token: string }>('/sessions', { email, password });
    saveToken(data.token, remember);
    loggedIn.value = true;
  }

  async function logout() {
    await http.delete('/sessions/mine');
    dropToken();
    loggedIn.value = false;
    window.location.href = '/';
  }

  return { loggedIn, login, logout, http };
}
