import axios from 'axios';

export class AuthService {
  private readonly http = axios.create({ baseURL: '/api/auth' });

  async logout(): Promise<void> {
    const { refreshToken } = JSON.parse(localStorage.getItem('user') ?? '{}') as { refreshToken?: string };
    await this.http.post('/signout', { refreshToken });
    localStorage.removeItem('user');
  }
}
