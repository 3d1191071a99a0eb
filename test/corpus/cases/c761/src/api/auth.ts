import ky from 'ky';
import { tokenStorage } from '../lib/tokenStorage';

export const client = ky.create({
  prefixUrl: import.meta.env.VITE_API,
  retry: 1,
  hooks: {
    beforeRequest: [
      (request) => {
        const t = tokenStorage.get();
        if (t) request.headers.set('Authorization', `Bearer ${t}`);
      },
    ],
  },
});

export interface Account {
  id: string;
  email: string;
  plan: 'free' | 'team';
}

export const authApi = {
  login: (email: string, password: string) =>
    client.post('auth/login', { json: { email, password } }).json<{ token: string; account: Account }>(),
  logout: () => client.post('auth/logout'),
  account: () => client.get('account').json<Account>(),
  forgot: (email: string) => client.post('auth/forgot', { json: { email } }),
};
