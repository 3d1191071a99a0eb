import { rule } from '../../../test/support/lint.ts';

rule('client-only-logout', {
  wrong: {
    'pinia options': {
      'src/stores/auth.js': `import { defineStore } from 'pinia'
export const useAuth = defineStore('auth', { state: () => ({ token: localStorage.getItem('token') }), actions: {
  async login(body) { const { data } = await this.$http.post('/login', body); this.token = data.token; localStorage.setItem('token', data.token) },
  logout() { this.token = null; localStorage.removeItem('token') } } })`,
    },
    'pinia setup': {
      'src/stores/auth.ts': `import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useRouter } from 'vue-router'
export const useAuthStore = defineStore('auth', () => { const token = ref<string | null>(null); const router = useRouter()
function logout() { token.value = null; router.push('/login') }
return { token, logout } })`,
    },
    'vuex action': {
      'src/store/auth.js': `export default { namespaced: true, state: { token: '' }, mutations: { SET_TOKEN(state, t) { state.token = t } },
 actions: { logout({ commit }) { commit('SET_TOKEN', ''); localStorage.removeItem('access_token') } } }`,
    },
    'vue SFC options': {
      'src/components/Nav.vue': `<template><a @click="logout">Log out</a></template>
<script>
export default { methods: { logout() { localStorage.removeItem('token'); this.$router.push('/login') } } }
</script>`,
    },
    'svelte store': {
      'src/lib/stores/auth.ts': `import { writable } from 'svelte/store';
export const user = writable<User | null>(null);
export function logout() { user.set(null); localStorage.removeItem('jwt'); }`,
    },
    'angular subject': {
      'src/app/auth.service.ts': `import { Injectable } from '@angular/core';
import { BehaviorSubject } from 'rxjs';
@Injectable() export class AuthenticationService { private currentUserSubject = new BehaviorSubject(null);
 logout() { sessionStorage.removeItem('currentUser'); this.currentUserSubject.next(null); } }`,
    },
    'nuxt composable': {
      'composables/useAuth.ts': `export const useAuth = () => { const token = useCookie('token'); const user = useState('user');
 const logout = async () => { token.value = null; user.value = null; await navigateTo('/login'); };
 return { logout }; };`,
    },
    'mobx class': {
      'src/AuthStore.ts': `import { makeAutoObservable } from 'mobx';
export class AuthStore { token: string | null = null; constructor() { makeAutoObservable(this); }
 logout() { this.token = null; window.localStorage.removeItem('token'); } }`,
    },
    'react-query mutation': {
      'src/useLogout.ts': `import { useMutation, useQueryClient } from '@tanstack/react-query';
export const useLogout = () => { const qc = useQueryClient(); return useMutation({ mutationFn: async () => { localStorage.removeItem('token'); }, onSuccess: () => qc.clear() }); };`,
    },
    capacitor: {
      'src/auth.ts': `import { Preferences } from '@capacitor/preferences'; export class AuthService { async logout() { await Preferences.remove({ key: 'token' }); this.isAuthenticated.next(false); } }`,
    },
    'svelte runes': {
      'src/lib/auth.svelte.ts': `export const auth = $state({ user: null, token: null }); export function signOut() { auth.user = null; auth.token = null; localStorage.removeItem('token'); }`,
    },
    'cookies-next': {
      'src/Nav.tsx': `import { deleteCookie } from 'cookies-next'; export function Nav() { const router = useRouter(); const handleLogout = () => { deleteCookie('token'); router.replace('/'); }; return <button onClick={handleLogout}>Logout</button>; }`,
    },
    'react-cookie hook': {
      'src/Nav.jsx': `import { useCookies } from 'react-cookie'; export const Nav = () => { const [, , removeCookie] = useCookies(['token']); const logout = () => { removeCookie('token'); navigate('/'); }; return <a onClick={logout}>Logout</a>; };`,
    },
    'dynamic key const': {
      'src/auth.js': `const KEYS = { access: 'a', refresh: 'r' }; const store = window.localStorage; export default { logout() { Object.values(KEYS).forEach((k) => store.removeItem(k)); } };`,
    },
    'chrome storage': {
      'src/popup.ts': `export async function logout() { await chrome.storage.local.remove(['token', 'user']); renderLogin(); }`,
    },
  },
  right: {
    'a local logout, whose caller under another name asks the server before': {
      'src/Auth.tsx':
        "import { createContext, useContext, useState } from 'react'; const C = createContext(null); export const useAuth = () => useContext(C); export function AuthProvider({ children }) { const [a, setAccount] = useState(null); const logout = () => { localStorage.removeItem('account'); setAccount(null); }; return <C.Provider value={{ a, logout }}>{children}</C.Provider>; }",
      'src/Page.tsx':
        "import { useAuth } from './Auth'; import { api } from './api'; export function Page() { const { logout } = useAuth(); async function leave() { await api.delete('/sessions/current'); logout(); } return <button onClick={leave}>Sign out</button>; }",
    },
    'what only closes a dialog, and calls an action of a store': {
      'src/session.ts':
        "import { defineStore } from 'pinia'; import { ref } from 'vue'; export const useSession = defineStore('session', () => { const worker = ref(null); async function close() { await http.delete('/session'); worker.value = null; } return { worker, close }; });",
      'src/Dialog.vue':
        '<script setup>\nimport { useSession } from \'./session\'\nconst session = useSession()\nasync function logout() { try { await session.close() } finally { open.value = false } }\n</script>\n<template><button @click="logout">Log out</button></template>',
    },
    'vuex dispatches module': {
      'src/store/auth.js': `import http from '../http';
export default { actions: { logout({ commit, dispatch }) { return http.post('/auth/logout').finally(() => { commit('LOGOUT'); localStorage.removeItem('t') }) } }, mutations: { LOGOUT(state) { state.token = null } } }`,
    },
    'vue SFC via store': {
      'src/Nav.vue': `<template><button @click="leave">Log out</button></template>
<script setup>
import { useAuth } from './stores/auth'
const auth = useAuth()
async function leave() { await auth.logout(); localStorage.removeItem('draft'); }
</script>`,
    },
    'angular finalize': {
      'src/app/auth.service.ts': `import { Injectable } from '@angular/core';
@Injectable() export class AuthService { constructor(private http: HttpClient) {}
 logout() { return this.http.post('/api/auth/logout', {}).pipe(finalize(() => localStorage.removeItem('token'))); } }`,
    },
    'angular oidc': {
      'src/app/auth.service.ts': `import { OAuthService } from 'angular-oauth2-oidc';
@Injectable() export class AuthService { constructor(private oauthService: OAuthService) {}
 logout() { localStorage.removeItem('return'); this.oauthService.logOut(); } }`,
    },
    'ngrx effect': {
      'src/auth.effects.ts': `import { createEffect, ofType } from '@ngrx/effects';
export class AuthEffects { logout$ = createEffect(() => this.actions$.pipe(ofType(AuthActions.logout), switchMap(() => this.http.post('/logout', {})), tap(() => localStorage.removeItem('token')))); }`,
    },
    trpc: {
      'src/Nav.tsx': `import { trpc } from './trpc'; export function Nav() { const m = trpc.auth.logout.useMutation({ onSuccess: () => { localStorage.removeItem('u'); } }); const logout = () => { m.mutate(); setUser(null); }; return <button onClick={logout}>Logout</button>; }`,
    },
    'nuxt $fetch': {
      'composables/useAuth.ts': `export const useAuth = () => { const logout = async () => { await $fetch('/api/auth/logout', { method: 'POST' }); useState('user').value = null; useCookie('token').value = null; }; return { logout }; };`,
    },
    'form submit': `export const logout = () => { localStorage.removeItem('token'); document.getElementById('logout-form').submit(); };`,
    'vuex subscribe plugin': {
      'src/store.js': `import { createStore } from 'vuex'; import api from './api';
export default createStore({ state: {}, mutations: { logout(state) { state.user = null; localStorage.removeItem('t'); } }, actions: { async signOut({ commit }) { await api.delete('/sessions/current'); commit('logout'); } } });`,
    },
    'server action': {
      'app/Nav.tsx': `'use client'; import { logout } from './actions'; export const Nav = () => { const onLogout = async () => { localStorage.removeItem('x'); await logout(); }; return <button onClick={onLogout}>Log out</button>; };`,
      'app/actions.ts': `'use server'; import { cookies } from 'next/headers'; export async function logout() { await db.session.delete({ where: { id: 1 } }); (await cookies()).delete('s'); }`,
    },
    'vue via $emit': {
      'src/Nav.vue': `<template><button @click="logout">Log out</button></template>
<script>
export default { methods: { logout() { localStorage.removeItem('draft'); this.$emit('logout'); } } }
</script>`,
    },
    'pinia wrapped by component': {
      'src/stores/auth.ts': `import { defineStore } from 'pinia'; export const useAuth = defineStore('auth', { state: () => ({ token: null }), actions: { logout() { this.token = null; localStorage.removeItem('t'); } } });`,
      'src/Nav.vue': `<script setup>
import { useAuth } from './stores/auth'; import { api } from './api';
const auth = useAuth();
const onLogout = async () => { await api.post('/auth/logout'); auth.logout(); };
</script>`,
    },
    'angular service wrapped': {
      'src/auth.service.ts': `import { Injectable } from '@angular/core'; @Injectable() export class AuthService { user = null; logout() { this.user = null; localStorage.removeItem('token'); } }`,
      'src/nav.component.ts': `import { Component } from '@angular/core'; import { AuthService } from './auth.service'; @Component({}) export class Nav { constructor(private auth: AuthService, private http: HttpClient) {} onLogout() { this.http.post('/api/logout', {}).subscribe(() => this.auth.logout()); } }`,
    },
    useFetcher: {
      'app/Nav.tsx': `import { useFetcher } from '@remix-run/react'; export const Nav = () => { const fetcher = useFetcher(); const handleLogout = () => { localStorage.removeItem('x'); fetcher.submit(null, { method: 'post', action: '/logout' }); }; return <button onClick={handleLogout}>Log out</button>; };`,
    },
    'server class with user null': {
      'src/connection.ts': `import { Socket } from 'net'; export class Connection { logout() { this.user = null; this.socket.write('BYE'); } }`,
    },
  },
});
