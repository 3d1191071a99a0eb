import { http } from '@/lib/http';

export interface User { id: string; name: string; role: 'doctor' | 'assistant' }

export const authApi = {
  login: (body: { email: string; password: string }) => http.post<User>('/auth/login', body).then((r) => r.data),
  logout: () => http.post('/auth/logout'),
};
