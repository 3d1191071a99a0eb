import { rule } from '../../../../test/support/lint.ts';

const leaving = (more: string): string =>
  `import { useQueryClient } from '@tanstack/react-query'; export function useSignOut() { const queryClient = useQueryClient(); return async function signOut() { await fetch('/api/session', { method: 'DELETE' }); ${more} }; }`;
const asking = (...keys: string[]): string =>
  `import { useQuery } from '@tanstack/react-query'; ${keys.map((one) => `export const use_${one} = () => useQuery({ queryKey: ['${one}'], queryFn });`).join(' ')}`;
const API = `import { createApi } from '@reduxjs/toolkit/query/react';
export const api = createApi({ endpoints: (build) => ({ orders: build.query({ query: () => '/orders' }) }) });`;
const thunk = (reducer: string): string => `
import { createAsyncThunk, createSlice } from '@reduxjs/toolkit';
export const logout = createAsyncThunk('auth/logout', async () => { await fetch('/logout', { method: 'POST' }); });
const slice = createSlice({ name: 'auth', initialState, reducers: {}, extraReducers: (b) => { b.addCase(logout.fulfilled, (state) => { state.user = null; }); } });
${reducer}`;
const provider = (effect: string): string =>
  `import { useQueryClient } from '@tanstack/react-query'; export function Auth() { const queryClient = useQueryClient(); const [user, setUser] = useState(null); const logout = async () => { await http.post('/logout'); setUser(null); }; useEffect(() => { ${effect} }, [user]); return <A.Provider value={{ logout }} />; }`;

rule('client-cache-not-reset', {
  wrong: {
    'one key of several is set to nothing': {
      'out.ts': leaving("queryClient.setQueryData(['me'], null);"),
      'in.ts': asking('me', 'invoices'),
    },
    'one key of several is removed': {
      'out.ts': leaving("queryClient.removeQueries({ queryKey: ['me'] }); navigate('/');"),
      'in.ts': asking('me', 'invoices'),
    },
    'what is stale is still shown': leaving("await queryClient.invalidateQueries(); navigate('/');"),
    'a client that is handed in': `import type { QueryClient } from '@tanstack/react-query'; export async function signOut(queryClient: QueryClient) { await http.delete('/session'); await queryClient.cancelQueries(); navigate('/'); }`,
    'a thunk that one slice answers': { 'api.js': API, 'store.js': thunk('') },
    'an effect about something else': provider("document.title = user?.name ?? '';"),
  },
  right: {
    'the only key there is': {
      'out.ts': leaving("queryClient.setQueryData(['me'], null);"),
      'in.ts': asking('me'),
    },
    'all keys': {
      'out.ts': leaving("queryClient.removeQueries(['me']); queryClient.removeQueries(['invoices']);"),
      'in.ts': asking('me', 'invoices'),
    },
    'all queries': { 'out.ts': leaving('queryClient.removeQueries();'), 'in.ts': asking('me', 'invoices') },
    'a thunk that the root answers': {
      'api.js': API,
      'store.js': thunk(
        'export const root = (state, action) => all(logout.fulfilled.match(action) ? undefined : state, action);',
      ),
    },
    'an effect that empties it': provider('if (!user) queryClient.removeQueries();'),
    'an endpoint that empties it': {
      'api.js':
        "import { createApi } from '@reduxjs/toolkit/query/react'; export const api = createApi({ endpoints: (build) => ({ logout: build.mutation({ query: () => '/logout', async onQueryStarted(none, { dispatch, queryFulfilled }) { await queryFulfilled; dispatch(api.util.resetApiState()); } }) }) }); export const { useLogoutMutation } = api;",
      'Nav.jsx':
        "import { useLogoutMutation } from './api'; export const Nav = () => { const [end] = useLogoutMutation(); const logout = async () => { await end(); navigate('/'); }; return <a onClick={logout} />; };",
    },
    'a helper that only asks the server': {
      'out.ts': "export const logout = () => http.post('/auth/logout');",
      'in.ts': asking('me'),
    },
  },
});
