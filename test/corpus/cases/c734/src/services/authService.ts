import http from './http';
import { store } from '../store';
import { sessionEnded, sessionStarted, type SessionUser } from '../store/session';

class AuthService {
  async login(email: string, password: string, otp?: string) {
    const { data } = await http.post<SessionUser>('/auth/login', { email, password, otp });
    store.dispatch(sessionStarted(data));
    return data;
  }

  async logout() {
    await http.post('/auth/logout');
    sessionStorage.clear();
    store.dispatch(sessionEnded({ reason: 'user' }));
  }

  whoAmI() {
    return http.get<SessionUser>('/auth/whoami').then((r) => r.data);
  }
}

export default new AuthService();
