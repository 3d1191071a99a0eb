import axios from 'axios';

export class AuthService {
  async login(username: string, password: string) {
    const { data } = await axios.post('/api/auth/signin', { username, password });
    if (data.accessToken) localStorage.setItem('user', JSON.stringify(data));
    return data;
  }

  logout(): void {
    localStorage.removeItem('user');
  }

  current(): unknown {
    return JSON.parse(localStorage.getItem('user') ?? 'null');
  }
}
