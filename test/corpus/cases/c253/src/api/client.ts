import axios from 'axios';
import { store } from '../store';
import { signedOut } from '../store/session';

export const client = axios.create({ baseURL: '/api' });

client.interceptors.response.use(
  (response) => response,
  (error) => {
    if (error.response?.status === 401) {
      localStorage.removeItem('token');
      store.dispatch(signedOut());
      window.location.assign('/login');
    }
    return Promise.reject(error);
  },
);
