import { rule } from '../../../test/support/lint.ts';

rule('client-cache-not-reset', {
  wrong: {
    'RN apollo': {
      'src/a.tsx': `import * as SecureStore from 'expo-secure-store'; import { gql, useMutation } from '@apollo/client'; import { useSession } from './session';
const REVOKE = gql\`mutation { revokeSession { ok } }\`;
export function SignOut() { const { setToken } = useSession(); const [revoke] = useMutation(REVOKE);
 async function signOut() { await revoke(); await SecureStore.deleteItemAsync('token'); setToken(null); }
 return <Pressable onPress={signOut}><Text>Sign out</Text></Pressable>; }`,
    },
    'tanstack by mutation alone': {
      'src/a.tsx': `import { useMutation } from '@tanstack/react-query';
export function useLogout() { return useMutation({ mutationFn: () => api.post('/logout'), onSuccess: () => { localStorage.removeItem('token'); navigate('/login'); } }); }`,
    },
    trpc: {
      'src/a.tsx': `import { trpc } from './trpc'; import { createTRPCReact } from '@trpc/react-query';
export const Nav = () => { const out = trpc.auth.logout.useMutation(); const logout = async () => { await out.mutateAsync(); localStorage.removeItem('t'); navigate('/'); }; return <b onClick={logout} />; };`,
    },
    urql: {
      'src/a.tsx': `import { useMutation } from 'urql';
export const Nav = () => { const [, out] = useMutation(LOGOUT); const logout = async () => { await out({}); localStorage.removeItem('t'); navigate('/'); }; return <b onClick={logout} />; };`,
    },
    'vue apollo': {
      'src/a.tsx': `import { useMutation } from '@vue/apollo-composable';
export function useLogout() { const { mutate } = useMutation(LOGOUT); const logout = async () => { await mutate(); localStorage.removeItem('t'); router.push('/'); }; return { logout }; }`,
    },
    suspense: {
      'src/a.tsx': `import { useSuspenseQuery } from '@tanstack/react-query';
export const Nav = () => { const me = useSuspenseQuery({ queryKey: ['me'], queryFn }); const logout = async () => { await fetch('/api/logout', { method: 'POST' }); navigate('/'); }; return <b onClick={logout}>{me.data.name}</b>; };`,
    },
  },
  right: {
    'apollo cleared in onCompleted': {
      'src/a.tsx': `import { useMutation } from '@apollo/client';
export function SignOut() { const [revoke] = useMutation(REVOKE, { onCompleted: (_, { client }) => client.clearStore() });
 async function signOut() { await revoke(); localStorage.removeItem('token'); } return <button onClick={signOut}>Sign out</button>; }`,
    },
    'apollo cleared in update': {
      'src/a.tsx': `import { useMutation } from '@apollo/client';
export function SignOut() { const [revoke] = useMutation(REVOKE, { update: (cache) => cache.reset() });
 async function signOut() { await revoke(); localStorage.removeItem('token'); } return <button onClick={signOut}>Sign out</button>; }`,
    },
    'apollo client by option': {
      'src/a.tsx': `import { useMutation } from '@apollo/client';
export function SignOut() { const [revoke, { client }] = useMutation(REVOKE);
 async function signOut() { await revoke(); localStorage.removeItem('token'); await client.resetStore(); } return <button onClick={signOut}>Sign out</button>; }`,
    },
    reload: {
      'src/a.tsx': `import { useMutation } from '@tanstack/react-query';
export function useLogout() { return useMutation({ mutationFn: () => api.post('/logout'), onSuccess: () => { localStorage.removeItem('token'); window.location.assign('/login'); } }); }`,
    },
    'urql made anew': {
      'src/a.tsx': `import { useMutation } from 'urql';
export const Nav = () => { const { resetClient } = useClient(); const [, out] = useMutation(LOGOUT); const logout = async () => { await out({}); localStorage.removeItem('t'); resetClient(); }; return <b onClick={logout} />; };`,
    },
    'fetch only': {
      'src/a.tsx': `export const Nav = () => { const logout = async () => { await fetch('/api/logout', { method: 'POST' }); localStorage.removeItem('t'); navigate('/'); }; return <b onClick={logout} />; };`,
    },
    'only imports types': {
      'src/a.tsx': `import type { ApolloClient } from '@apollo/client';
export const logout = async () => { await fetch('/api/logout', { method: 'POST' }); localStorage.removeItem('t'); };`,
    },
  },
});
