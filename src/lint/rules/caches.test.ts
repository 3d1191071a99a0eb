import { rule } from '../../../test/support/lint.ts';

const store = (config: string): string => `
import { combineReducers, configureStore } from '@reduxjs/toolkit';
import { persistReducer } from 'redux-persist';
import user from './user';
import theme from './theme';
const config = ${config};
const root = combineReducers({ user, theme });
export const store = configureStore({ reducer: persistReducer(config, root) });`;
const slice = (name: string, more = ''): string => `
import { createSlice } from '@reduxjs/toolkit';
const slice = createSlice({ name: '${name}', initialState: null, reducers: { put: (state, { payload }) => payload, ${more} } });
export const { put } = slice.actions;
export default slice.reducer;`;
const PAGE =
  "export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); localStorage.removeItem('t'); }; return <b onClick={handleLogout} />; };";

const kept = {
  'store.js': store("{ key: 'root', storage, whitelist: ['user'] }"),
  'user.js': slice('user'),
  'theme.js': slice('theme'),
  'Nav.jsx': PAGE,
};

rule('persist-not-purged', {
  wrong: {
    'a slice that is named': kept,
    'all slices but some': { ...kept, 'store.js': store("{ key: 'root', storage, blacklist: ['theme'] }") },
    'all slices': { ...kept, 'store.js': store("{ key: 'root', storage }") },
    'a store of Zustand': `
import { persist } from 'zustand/middleware';
export const useUser = create()(persist((set) => ({ email: null, put: (email) => set({ email }) }), { name: 'who' }));
export const logout = async () => { await fetch('/logout', { method: 'POST' }); navigate('/'); };`,
    'one slice by itself': {
      ...kept,
      'store.js':
        "import { persistReducer } from 'redux-persist'; import user from './user'; export const reducer = { user: persistReducer({ key: 'user', storage }, user) };",
    },
  },
  right: {
    'a persistor that is purged': {
      ...kept,
      'Nav.jsx': PAGE.replace('localStorage', 'await persistor.purge(); localStorage'),
    },
    'a slice that answers the logout': { ...kept, 'user.js': slice('user', 'logout: () => null') },
    'a storage that is cleared': { ...kept, 'Nav.jsx': PAGE.replace("removeItem('t')", 'clear()') },
    'a store of Zustand that forgets': `
import { persist } from 'zustand/middleware';
export const useUser = create()(persist((set) => ({ user: null, logout: () => set({ user: null }) }), { name: 'user' }));
export const handleLogout = async () => { await fetch('/logout'); };`,
    'a store of Zustand that is set anew': `
import { persist } from 'zustand/middleware';
export const useUser = create()(persist((set) => ({ user: null }), { name: 'user' }));
export const logout = async () => { await fetch('/logout'); useUser.setState({ user: null }); };`,
    'a store of Zustand whose storage is removed': `
import { persist } from 'zustand/middleware';
export const useUser = create()(persist((set) => ({ user: null }), { name: 'user' }));
export const logout = async () => { await fetch('/logout'); localStorage.removeItem('user'); };`,
    'a store of Zustand that is about nobody': `
import { persist } from 'zustand/middleware';
export const useLook = create()(persist((set) => ({ dark: true }), { name: 'look' }));
export const logout = async () => { await fetch('/logout'); };`,
    'another persist':
      "import { persist } from './mine'; persist((set) => ({ user: null }), { name: 'user' }); export const logout = async () => { await fetch('/logout'); };",
    'a slice that is about nobody': {
      ...kept,
      'store.js': store("{ key: 'root', storage, whitelist: ['theme'] }"),
    },
    'a slice that is not there to read': {
      'store.js': store("{ key: 'root', storage, whitelist: ['user'] }"),
      'Nav.jsx': PAGE,
    },
    'a program without a logout': {
      'store.js': store("{ key: 'root', storage, whitelist: ['user'] }"),
      'user.js': slice('user'),
      'theme.js': slice('theme'),
    },
    'a root reducer that begins anew': {
      ...kept,
      'store.js': store("{ key: 'root', storage }").replace(
        'persistReducer(config, root)',
        "persistReducer(config, (state, action) => root(action.type === 'user/logout' ? undefined : state, action))",
      ),
    },
  },
});

const API = `
import { createApi } from '@reduxjs/toolkit/query/react';
export const api = createApi({ endpoints: (build) => ({ logout: build.mutation({ query: () => '/logout' }), orders: build.query({ query: () => '/orders' }) }) });
export const { useLogoutMutation } = api;`;
const leaving = (more: string): string => `
import { api, useLogoutMutation } from './api';
export const Nav = () => { const [end] = useLogoutMutation(); const handleLogout = async () => { await end().unwrap(); localStorage.removeItem('who'); ${more} }; return <b onClick={handleLogout} />; };`;

rule('client-cache-not-reset', {
  wrong: {
    'RTK Query': { 'api.js': API, 'Nav.jsx': leaving("navigate('/');") },
    'TanStack Query': `
import { useMutation, useQueryClient } from '@tanstack/react-query';
export const useLogout = () => { const client = useQueryClient(); return useMutation({ mutationFn: () => axios.post('/logout'), onSuccess: () => navigate('/') }); };`,
    Apollo: {
      'client.js':
        "import { ApolloClient } from '@apollo/client'; export const apollo = new ApolloClient({ uri });",
      'Nav.jsx':
        "import { useMutation } from '@apollo/client'; export const Nav = () => { const [end] = useMutation(LOGOUT); const logout = async () => { await end(); localStorage.removeItem('t'); }; return <b onClick={logout} />; };",
    },
  },
  right: {
    resetApiState: { 'api.js': API, 'Nav.jsx': leaving('dispatch(api.util.resetApiState());') },
    'a full reload': { 'api.js': API, 'Nav.jsx': leaving("window.location.href = '/login';") },
    'queryClient.clear': `
import { useMutation, useQueryClient } from '@tanstack/react-query';
export const useLogout = () => { const queryClient = useQueryClient(); return useMutation({ mutationFn: () => axios.post('/logout'), onSuccess: () => { queryClient.clear(); navigate('/'); } }); };`,
    'a helper that empties it': {
      'api.js': API,
      'Nav.jsx': leaving('leave(dispatch);').replace(
        'import { api',
        "import { leave } from './leave'; import { api",
      ),
      'leave.js':
        "import { api } from './api'; export const leave = (dispatch) => dispatch(api.util.resetApiState());",
    },
    'a helper that is not there to read': { 'api.js': API, 'Nav.jsx': leaving('resetEverything(user);') },
    'a root reducer that begins anew': {
      'api.js': API,
      'Nav.jsx': leaving('dispatch(loggedOut());'),
      'store.js':
        "export const root = (state, action) => { if (action.type === 'logout') state = undefined; return reducer(state, action); };",
    },
    'no cache': { 'Nav.jsx': leaving('') },
  },
});

const emitting =
  "@Controller('auth') export class C { constructor(private readonly eventEmitter: EventEmitter2) {} @Post('logout') out(@Req() r) { this.eventEmitter.emit('user.logout', r.user.id); return {}; } }";

rule('logout-event-unhandled', {
  wrong: {
    'nobody listens': { 'c.ts': emitting, 'd.ts': "class D { @OnEvent('user.created') made() {} }" },
    'an emitter of Node': {
      'a.js':
        "const { bus } = require('./bus'); exports.logout = (req, res) => { bus.emit('loggedOut', req.user.id); res.end(); };",
      'bus.js':
        "const { EventEmitter } = require('events'); exports.bus = new EventEmitter(); exports.bus.on('login', () => {});",
    },
  },
  right: {
    'a decorator': {
      'c.ts': emitting,
      'd.ts': "class D { @OnEvent('user.logout') left(id) { return this.sessions.remove(id); } }",
    },
    on: { 'c.ts': emitting, 'd.ts': "bus.on('user.logout', (id) => sessions.remove(id));" },
    'a wildcard': { 'c.ts': emitting, 'd.ts': "class D { @OnEvent('user.*') any() {} }" },
    'an event that cannot be told': { 'c.ts': emitting, 'd.ts': 'bus.on(EVENTS[kind], () => {});' },
    'one file alone': emitting,
    'a socket': {
      'a.js': "io.on('connection', (socket) => { socket.on('logout', () => { socket.emit('logout'); }); });",
      'b.js': '',
    },
  },
});
