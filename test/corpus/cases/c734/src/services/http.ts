import axios, { AxiosError } from 'axios';
import { store } from '../store';
import { sessionEnded } from '../store/session';

const http = axios.create({ baseURL: '/api', withCredentials: true });

export function forceLogout(reason: string) {
  sessionStorage.clear();
  store.dispatch(sessionEnded({ reason }));
}

http.interceptors.response.use(
  (r) => r,
  (error: AxiosError) => {
    if (error.response?.status === 401 && !error.config?.url?.includes('/auth/')) {
      forceLogout('expired');
    }
    return Promise.reject(error);
  },
);

export default http;
