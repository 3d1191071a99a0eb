import axios from 'axios';

export const http = axios.create({ baseURL: '/api', withCredentials: true });

http.interceptors.response.use(undefined, (error) => {
  if (error.response?.status === 401) window.dispatchEvent(new CustomEvent('auth:logout'));
  return Promise.reject(error);
});
