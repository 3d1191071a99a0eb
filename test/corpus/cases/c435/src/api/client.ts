import axios, { AxiosError, InternalAxiosRequestConfig } from 'axios';
import { jwtDecode } from 'jwt-decode';
import { tokenStore } from './tokenStore';

export const api = axios.create({ baseURL: import.meta.env.VITE_API_URL, withCredentials: true });

let pending: Promise<string> | null = null;

const isExpired = (token: string, skew = 20) => {
  try {
    const { exp = 0 } = jwtDecode(token);
    return exp - skew < Date.now() / 1000;
  } catch {
    return true;
  }
};

function renew(): Promise<string> {
  pending ??= axios
    .post<{ accessToken: string }>(`${import.meta.env.VITE_API_URL}/auth/refresh`, null, { withCredentials: true })
    .then(({ data }) => {
      tokenStore.set(data.accessToken);
      return data.accessToken;
    })
    .finally(() => {
      pending = null;
    });
  return pending;
}

api.interceptors.request.use(async (config: InternalAxiosRequestConfig) => {
  let token = tokenStore.get();
  if (token && isExpired(token)) token = await renew();
  if (token) config.headers.Authorization = `Bearer ${token}`;
  return config;
});

api.interceptors.response.use(undefined, async (error: AxiosError) => {
  const config = error.config as InternalAxiosRequestConfig & { retried?: boolean };
  if (error.response?.status === 401 && config && !config.retried) {
    config.retried = true;
    config.headers.Authorization = `Bearer ${await renew()}`;
    return api(config);
  }
  throw error;
});
