import { rule } from '../../../test/support/lint.ts';

rule('persist-not-purged', {
  wrong: {
    'token only': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useSession = create<Session>()(persist((set) => ({ token: null, user: null, notes: [], logout: async () => { await api.post('/logout'); set({ token: null }); } }), { name: 'session' }));`,
    },
    'partialize keeps the user': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useSession = create<Session>()(persist((set) => ({ token: null, user: null, logout: async () => { await api.post('/logout'); set({ token: null }); } }), { name: 'session', partialize: (s) => ({ user: s.user }) }));`,
    },
    updater: {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useAuth = create<Session>()(persist((set) => ({ accessToken: '', profile: null, signOut() { set((state) => ({ ...state, accessToken: '' })); void api.post('/logout'); } }), { name: 'auth' }));`,
    },
    immer: {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware'; import { immer } from 'zustand/middleware/immer';
export const useAuth = create<Session>()(persist(immer((set) => ({ token: null, user: null, logout: () => { set((draft) => { draft.token = null; }); void api.post('/logout'); } })), { name: 'auth' }));`,
    },
    'devtools between': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist, devtools } from 'zustand/middleware';
export const useAuth = create<Session>()(devtools(persist((set) => ({ token: null, user: null, cart: [], logout: () => { set({ token: null }, false, 'logout'); void api.post('/logout'); } }), { name: 'auth' })));`,
    },
    'redux slice': {
      'store.js': `import { combineReducers, configureStore } from '@reduxjs/toolkit'; import { persistReducer } from 'redux-persist'; import user from './user';
export const store = configureStore({ reducer: persistReducer({ key: 'root', storage, whitelist: ['user'] }, combineReducers({ user })) });`,
      'user.js': `import { createSlice } from '@reduxjs/toolkit';
const slice = createSlice({ name: 'user', initialState: { token: null, profile: null, orders: [] }, reducers: { put: (state, { payload }) => payload, logout: (state) => { state.token = null; } } });
export const { put, logout } = slice.actions; export default slice.reducer;`,
      'Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); dispatch(logout()); }; return <b onClick={handleLogout} />; };`,
    },
  },
  right: {
    'all of it': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useSession = create<Session>()(persist((set) => ({ token: null, user: null, notes: [], logout: async () => { await api.post('/logout'); set({ token: null, user: null, notes: [] }); } }), { name: 'session' }));`,
    },
    initial: {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
const initial = { token: null, user: null };
export const useSession = create<Session>()(persist((set) => ({ ...initial, logout: async () => { await api.post('/logout'); set(initial); } }), { name: 'session' }));`,
    },
    'initial as spread': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
const initial = { token: null, user: null };
export const useSession = create<Session>()(persist((set) => ({ token: null, user: null, logout: async () => { await api.post('/logout'); set({ ...initial, token: null }); } }), { name: 'session' }));`,
    },
    replaced: {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useSession = create<Session>()(persist((set) => ({ token: null, user: null, logout: async () => { await api.post('/logout'); set({ token: null }, true); } }), { name: 'session' }));`,
    },
    'by reset': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useSession = create<Session>()(persist((set, get) => ({ token: null, user: null, reset: () => set({ user: null, token: null }), logout: async () => { await api.post('/logout'); get().reset(); } }), { name: 'session' }));`,
    },
    partialize: {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useSession = create<Session>()(persist((set) => ({ token: null, user: null, logout: async () => { await api.post('/logout'); set({ token: null }); } }), { name: 'session', partialize: (s) => ({ token: s.token }) }));`,
    },
    'updater with all': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useAuth = create<Session>()(persist((set) => ({ accessToken: '', profile: null, signOut() { set((state) => ({ ...state, accessToken: '', profile: null })); void api.post('/logout'); } }), { name: 'auth' }));`,
    },
    'immer all': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware'; import { immer } from 'zustand/middleware/immer';
export const useAuth = create<Session>()(persist(immer((set) => ({ token: null, user: null, logout: () => { set((draft) => { draft.token = null; draft.user = null; }); void api.post('/logout'); } })), { name: 'auth' }));`,
    },
    'not personal': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useAuth = create<Session>()(persist((set) => ({ token: null, theme: 'dark', locale: 'en', logout: () => { set({ token: null }); void api.post('/logout'); } }), { name: 'auth' }));`,
    },
    'unseen helper': {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useAuth = create<Session>()(persist((set) => ({ token: null, user: null, logout: () => { forget(set); void api.post('/logout'); } }), { name: 'auth' }));`,
    },
    setters: {
      'src/a.tsx': `import { create } from 'zustand'; import { persist } from 'zustand/middleware';
export const useAuth = create<Session>()(persist((set, get) => ({ token: null, user: null, setUser: (user) => set({ user }), logout: () => { get().setUser(null); set({ token: null }); void api.post('/logout'); } }), { name: 'auth' }));`,
    },
    'redux slice all': {
      'store.js': `import { combineReducers, configureStore } from '@reduxjs/toolkit'; import { persistReducer } from 'redux-persist'; import user from './user';
export const store = configureStore({ reducer: persistReducer({ key: 'root', storage, whitelist: ['user'] }, combineReducers({ user })) });`,
      'user.js': `import { createSlice } from '@reduxjs/toolkit';
const slice = createSlice({ name: 'user', initialState: { token: null, profile: null }, reducers: { put: (state, { payload }) => payload, logout: (state) => { state.token = null; state.profile = null; } } });
export const { put, logout } = slice.actions; export default slice.reducer;`,
      'Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); dispatch(logout()); }; return <b onClick={handleLogout} />; };`,
    },
    'redux slice initial': {
      'store.js': `import { combineReducers, configureStore } from '@reduxjs/toolkit'; import { persistReducer } from 'redux-persist'; import user from './user';
export const store = configureStore({ reducer: persistReducer({ key: 'root', storage, whitelist: ['user'] }, combineReducers({ user })) });`,
      'user.js': `import { createSlice } from '@reduxjs/toolkit'; const initialState = { token: null, profile: null };
const slice = createSlice({ name: 'user', initialState, reducers: { put: (state, { payload }) => payload, logout: () => initialState } });
export const { put, logout } = slice.actions; export default slice.reducer;`,
      'Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); dispatch(logout()); }; return <b onClick={handleLogout} />; };`,
    },
  },
});
