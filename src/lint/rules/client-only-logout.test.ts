import { expect, it } from 'vitest';
import { findingsIn, rule } from '../../../test/support/lint.ts';

const SLICE = `import { createSlice } from '@reduxjs/toolkit';
const slice = createSlice({
  name: 'auth',
  initialState: { token: null },
  reducers: { logout(state) { state.token = null; localStorage.removeItem('token'); } },
});
export const { logout } = slice.actions;
export default slice.reducer;`;
const CONTEXT = `import { createContext, useContext, useState } from 'react';
const Auth = createContext(null);
export const useAuth = () => useContext(Auth);
export function AuthProvider({ children }) {
  const [user, setUser] = useState(null);
  const logout = () => { setUser(null); sessionStorage.clear(); };
  return <Auth.Provider value={{ user, logout }}>{children}</Auth.Provider>;
}`;

rule('client-only-logout', {
  wrong: {
    'a thunk that forgets and dispatches': `
export const logout = () => (dispatch) => { localStorage.removeItem('jwt'); dispatch({ type: 'LOGOUT' }); };`,
    'an async thunk': `
import { createAsyncThunk } from '@reduxjs/toolkit';
export const logoutUser = createAsyncThunk('auth/logout', async () => { localStorage.clear(); });`,
    'a service of Angular': {
      'auth.service.ts': `
import { Injectable } from '@angular/core';
import { HttpClient } from '@angular/common/http';
@Injectable() export class AuthService {
  constructor(private http: HttpClient) {}
  login(name: string) { return this.http.post('/api/login', { name }); }
  logout() { localStorage.removeItem('user'); this.user$.next(null); }
}`,
    },
    'a context': { 'auth.jsx': CONTEXT },
    'a component that logs out when it is shown': {
      'Logout.jsx': `
import { useEffect } from 'react';
export default function Logout() { useEffect(() => { localStorage.removeItem('token'); }, []); return <Navigate to="/" />; }`,
    },
    'a hook that gives a function': {
      'useLogout.ts': `
import { useCallback } from 'react';
export function useLogout() { return useCallback(() => { localStorage.removeItem('token'); navigate('/'); }, []); }`,
    },
    'what happens on a click': {
      'Nav.jsx': `
export const Nav = () => <a onClick={() => { localStorage.removeItem('token'); go('/'); }}>Sign out</a>;`,
    },
    'React Native': `
import AsyncStorage from '@react-native-async-storage/async-storage';
export const signOut = async () => { await AsyncStorage.multiRemove(['access', 'refresh']); };`,
    'a cookie that the browser itself removes': `
import Cookies from 'js-cookie';
export function logoutUser() { Cookies.remove('token'); router.push('/login'); }`,
    'a store of Zustand': `
import { create } from 'zustand';
export const useAuth = create((set) => ({ token: null, logout: () => { localStorage.removeItem('t'); set({ token: null }); } }));`,
    'an action of Vuex': `
export default { actions: { logout({ commit }) { commit('clear'); localStorage.removeItem('token'); } } };`,
    'an action of Vuex that does not':
      "export const a = { actions: { leave({ commit }) { commit('clear'); } } }; export const m = { methods: { logout() { this.$store.dispatch('auth/leave'); localStorage.clear(); } } };",
    'a page that dispatches the reducer of another file': {
      'slice.js': SLICE,
      'Nav.jsx': `
import { logout } from './slice';
export const Nav = () => { const handleLogout = () => { dispatch(logout()); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'a helper of another file': {
      'auth.js': "import { forget } from './storage'; export const logout = () => forget();",
      'storage.js': "export function forget() { localStorage.removeItem('token'); }",
    },
    'a slice that logs in over HTTP by itself, and out by its reducer alone': `
import { createSlice, createAsyncThunk } from '@reduxjs/toolkit';
export const login = createAsyncThunk('auth/login', async (who) => (await axios.post('/api/login', who)).data);
const slice = createSlice({ name: 'auth', initialState, reducers: { logout: (state) => { state.user = null; localStorage.removeItem('user'); } } });`,
  },
  right: {
    'a revocation that is not there to read':
      "import { revokeTokens } from './x'; export const logout = async () => { await revokeTokens(); localStorage.clear(); };",
    'a record on a server':
      'export const logout = async () => { await sessions.destroy(); localStorage.clear(); };',
    'a request first': `
export const logout = () => async (dispatch) => { await axios.post('/api/logout'); localStorage.removeItem('jwt'); dispatch({ type: 'LOGOUT' }); };`,
    'an action that is only named':
      "export const m = { methods: { logout() { this.$store.dispatch('auth/logout'); localStorage.clear(); } } };",
    'an action of Vuex that tells the server':
      "export const a = { actions: { async leave() { await axios.post('/logout'); } } }; export const m = { methods: { logout() { this.$store.dispatch('auth/leave'); localStorage.clear(); } } };",
    'a mutation of RTK Query': `
const Nav = () => { const [end] = useLogoutMutation(); const handleLogout = async () => { await end().unwrap(); localStorage.clear(); }; };`,
    'a mutation of TanStack Query': `
import { useMutation } from '@tanstack/react-query';
export const useLogout = () => useMutation({ mutationFn: () => api.post('/logout'), onSuccess: () => localStorage.clear() });`,
    'a mutation of Apollo': `
import { useMutation } from '@apollo/client';
const Nav = () => { const [leave] = useMutation(LOGOUT); const logout = async () => { await leave(); localStorage.clear(); }; };`,
    'a navigation to the server’s logout': `
export const logout = () => { localStorage.clear(); window.location.href = '/api/auth/logout'; };`,
    'a sign-out of Firebase': `
import { getAuth, signOut } from 'firebase/auth';
export const logout = async () => { await signOut(getAuth()); localStorage.removeItem('user'); };`,
    'a service that is not there to read': `
import { authService } from './services';
export const handleLogout = async () => { await authService.logout(); localStorage.removeItem('user'); };`,
    'a socket that is told': `
export const logout = () => { socket.emit('logout'); localStorage.clear(); };`,
    'a beacon': "export const logout = () => { navigator.sendBeacon('/logout'); localStorage.clear(); };",
    'a reducer alone': { 'slice.js': SLICE },
    'a reducer whose caller tells the server': {
      'slice.js': SLICE,
      'Nav.jsx': `
import { logout } from './slice';
export const Nav = () => { const onLogout = async () => { await api.post('/auth/logout'); dispatch(logout()); }; return <b onClick={onLogout} />; };`,
    },
    'a context whose caller tells the server': {
      'auth.jsx': CONTEXT,
      'Nav.jsx': `
import { useAuth } from './auth';
export const Nav = () => { const { logout } = useAuth(); const leave = async () => { await axios.post('/logout'); logout(); }; return <b onClick={leave} />; };`,
    },
    'a saga that answers the action': {
      'actions.js':
        "export const logout = () => (dispatch) => { localStorage.clear(); dispatch({ type: 'LOGOUT' }); };",
      'saga.js':
        "function* leave() { yield call(axios.post, '/logout'); yield axios.post('/logout'); } export function* root() { yield takeLatest('LOGOUT', leave); }",
    },
    'an interceptor, which only cleans up': `
const api = axios.create({});
function logout() { localStorage.removeItem('token'); }
api.interceptors.response.use((r) => r, (e) => { if (e.response.status === 401) logout(); throw e; });`,
    'what is called when the session is over':
      'export const forceLogout = () => { localStorage.removeItem("token"); };',
    'an action that only has a type': "export const logout = () => ({ type: 'LOGOUT' });",
    'a confirmation': 'export const openLogoutDialog = () => { localStorage.removeItem("draft"); };',
  },
});

it('is sure only where it sees all that is called', () => {
  const certainty = (code: string): string[] => findingsIn(code).map((one) => one.certainty);
  expect(certainty('export const logout = () => { localStorage.clear(); };')).toEqual(['proven']);
  expect(certainty('export const logout = () => { localStorage.clear(); bye(); };')).toEqual([
    'cannot-see-callee',
  ]);
});
