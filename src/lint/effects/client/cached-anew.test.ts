import { rule } from '../../../../test/support/lint.ts';

rule('client-cache-not-reset', {
  wrong: {
    'hook useLogoutMutation': {
      'src/api.ts': `import { createApi } from '@reduxjs/toolkit/query/react'; export const api = createApi({ endpoints: (b) => ({ logout: b.mutation({ query: () => 'logout' }) }) }); export const { useLogoutMutation } = api;`,
      'src/Nav.tsx': `import { useLogoutMutation } from './api'; export const Nav = () => { const [logout] = useLogoutMutation(); const handleLogout = async () => { await logout().unwrap(); dispatch(setUser(null)); navigate('/login'); }; return <a onClick={handleLogout}>Log out</a>; };`,
    },
  },
  right: {
    onQueryStarted: {
      'src/api.ts': `import { createApi } from '@reduxjs/toolkit/query/react'; export const api = createApi({ endpoints: (b) => ({ logout: b.mutation({ query: () => 'logout', async onQueryStarted(_, { dispatch, queryFulfilled }) { await queryFulfilled; dispatch(api.util.resetApiState()); } }) }) }); export const { useLogoutMutation } = api;`,
      'src/Nav.tsx': `import { useLogoutMutation } from './api'; export const Nav = () => { const [logout] = useLogoutMutation(); const handleLogout = async () => { await logout().unwrap(); dispatch(setUser(null)); navigate('/login'); }; return <a onClick={handleLogout}>Log out</a>; };`,
    },
    'store middleware on action': {
      'src/api.ts': `import { createApi } from '@reduxjs/toolkit/query/react'; export const api = createApi({ endpoints: () => ({}) });`,
      'src/mw.ts': `export const resetMw = (store) => (next) => (action) => { const r = next(action); if (action.type === 'auth/logout') store.dispatch(api.util.resetApiState()); return r; };`,
      'src/Nav.tsx': `import { api } from './api'; export const Nav = () => { const handleLogout = async () => { await http.post('/logout'); dispatch({ type: 'auth/logout' }); navigate('/'); }; return <a onClick={handleLogout}>Log out</a>; };`,
    },
    'queryCache clear': {
      'src/q.ts': `import { QueryClient } from '@tanstack/react-query'; export const queryClient = new QueryClient();`,
      'src/Nav.tsx': `import { queryClient } from './q'; export const Nav = () => { const handleLogout = async () => { await http.post('/logout'); setUser(null); queryClient.getQueryCache().clear(); }; return <a onClick={handleLogout}>Log out</a>; };`,
    },
    'navigate in parent clears': {
      'src/q.ts': `import { QueryClient } from '@tanstack/react-query'; export const queryClient = new QueryClient();`,
      'src/store.ts': `import { create } from 'zustand'; export const useAuth = create((set) => ({ logout: async () => { await api.post('/logout'); set({ user: null }); } }));`,
      'src/Nav.tsx': `import { useAuth } from './store'; import { queryClient } from './q'; export const Nav = () => { const logout = useAuth((s) => s.logout); const onLogout = async () => { await logout(); queryClient.clear(); }; return <a onClick={onLogout}>Log out</a>; };`,
    },
  },
});
