import axios from 'axios';

export const api = axios.create({ baseURL: import.meta.env.VITE_API_BASE, timeout: 15000 });

api.interceptors.request.use((config) => {
  const raw = localStorage.getItem('shop-token');
  if (raw) config.headers.set('Authorization', `Bearer ${raw}`);
  return config;
});
