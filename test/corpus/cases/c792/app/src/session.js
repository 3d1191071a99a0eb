import ky from 'ky';

const http = ky.extend({
  prefixUrl: '/api',
  hooks: {
    beforeRequest: [(req) => req.headers.set('Authorization', `Bearer ${localStorage.getItem('jwt')}`)],
  },
});

export async function logout() {
  await http.post('logout');
  localStorage.removeItem('jwt');
  window.location.href = '/login';
}
