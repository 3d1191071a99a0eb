import { describe, expect, it } from 'vitest';
import { kindsOf as kinds } from '../../../../test/support/lint-effects.ts';

describe('in a browser', () => {
  it.each([
    ["localStorage.removeItem('t');", '', 'unstore'],
    ['window.sessionStorage.clear();', '', 'unstore'],
    ["localStorage.token = '';", '', 'unstore'],
    ["document.cookie = 't=; max-age=0';", '', 'unstore'],
    ["AsyncStorage.multiRemove(['t']);", '', 'unstore'],
    ["Cookies.remove('t');", "import Cookies from 'js-cookie';", 'unstore'],
    [
      "const [, , remove] = useCookies(); remove('t');",
      "import { useCookies } from 'react-cookie';",
      'unstore',
    ],
    ["localStorage.setItem('t', token);", '', 'store'],
    ["fetch('/logout');", '', 'http'],
    ["axios.post('/logout');", '', 'http'],
    ["api.post('/logout');", '', 'http'],
    ['await client.mutate({ mutation });', '', 'http'],
    ["instance.delete('/session');", "import axios from 'axios'; const instance = axios.create({});", 'http'],
    ['const [end] = useLogoutMutation(); end();', '', 'http'],
    ["window.location.href = '/api/logout';", '', 'http'],
    ["location.assign('/sign-out');", '', 'http'],
    ["socket.emit('logout');", '', 'emit'],
    ['dispatch(loggedOut());', '', 'dispatch'],
    ["store.commit('clear');", '', 'dispatch'],
  ])('%s', (body, head, expected) => {
    expect(kinds(body, head).split(' ')).toContain(expected);
  });

  it.each<[string, string?]>([
    ["window.location.href = '/login';"],
    ["const state = useSelector((s) => s.a); router.push('/login');"],
    ["new URL('/logout', request.url); NextResponse.redirect('/');"],
    ["axios.create({ baseURL: '/api' });", "import axios from 'axios';"],
    ['api.interceptors.request.use((c) => c);', "import axios from 'axios'; const api = axios.create();"],
  ])('%s sends nothing', (body, head = '') => {
    expect(kinds(body, head)).not.toContain('http');
  });
});
