import { derived, writable } from 'svelte/store';
import Cookies from 'js-cookie';
import { goto } from '$app/navigation';
import ky from 'ky';

export interface Member {
  id: string;
  handle: string;
  avatarUrl?: string;
}

export const api = ky.extend({
  prefixUrl: import.meta.env.VITE_API_ORIGIN,
  hooks: {
    beforeRequest: [
      (request) => {
        const token = Cookies.get('club_token');
        if (token) request.headers.set('authorization', `Bearer ${token}`);
      },
    ],
  },
});

export const member = writable<Member | null>(null);
export const signedIn = derived(member, ($m) => $m !== null);

export async function signIn(handle: string, password: string) {
  const res = await api.post('auth/token', { json: { handle, password } }).json<{ token: string; member: Member }>();
  Cookies.set('club_token', res.token, { sameSite: 'strict', path: '/', expires: 7 });
  member.set(res.member);
}

export async function restore() {
  if (!Cookies.get('club_token')) return;
  member.set(await api.get('members/me').json<Member>());
}

export function signOut() {
  Cookies.remove('club_token', { path: '/' });
  member.set(null);
  return goto('/');
}
