import { rule } from '../../../test/support/lint.ts';

rule('client-cache-not-reset', {
  wrong: {
    'vue query': {
      'src/main.ts': `import { VueQueryPlugin } from '@tanstack/vue-query'; createApp(App).use(VueQueryPlugin);`,
      'src/Nav.vue': `<script setup>
import { useQuery } from '@tanstack/vue-query'
const { data } = useQuery({ queryKey: ['me'], queryFn: me })
const logout = async () => { await api.post('/logout'); localStorage.removeItem('t'); router.push('/login') }
</script><template><a @click="logout">Log out</a></template>`,
    },
    'svelte query': {
      'src/routes/+layout.svelte': `<script>
import { QueryClient } from '@tanstack/svelte-query'; import { goto } from '$app/navigation';
const client = new QueryClient();
async function signOut() { await fetch('/api/logout', { method: 'POST' }); user.set(null); goto('/login'); }
</script><button on:click={signOut}>Sign out</button>`,
    },
    'angular query': {
      'src/app/x.ts': `import { injectQuery, injectMutation, QueryClient } from '@tanstack/angular-query-experimental'; import { Injectable } from '@angular/core';
@Injectable() export class Session { me = injectQuery(() => ({ queryKey: ['me'], queryFn: f })); async signOut() { await firstValueFrom(this.http.post('/logout', {})); this.user.set(null); this.router.navigate(['/']); } }`,
    },
    'apollo vue': {
      'src/apollo.js': `import { ApolloClient, InMemoryCache } from '@apollo/client/core'; export const apolloClient = new ApolloClient({ cache: new InMemoryCache(), uri });`,
      'src/Nav.vue': `<script setup>
import { useMutation } from '@vue/apollo-composable'; const { mutate } = useMutation(LOGOUT);
async function logout() { await mutate(); localStorage.removeItem('apollo-token'); router.push('/login'); }
</script>`,
    },
  },
  right: {
    'provider keyed by user': {
      'src/main.tsx': `import { QueryClient, QueryClientProvider } from '@tanstack/react-query'; export const queryClient = new QueryClient();`,
      'src/q.ts': `import { useQuery } from '@tanstack/react-query'; export const useMe = () => useQuery({ queryKey: ['me'], queryFn: () => api.get('/me') }); export const useOrders = () => useQuery({ queryKey: ['orders'], queryFn: () => api.get('/orders') });`,
      'src/l.tsx': `import { useMutation, useQueryClient } from '@tanstack/react-query'; import { useNavigate } from 'react-router-dom';
export function useLogout() { const qc = useQueryClient(); const navigate = useNavigate(); return useMutation({ mutationFn: () => api.post('/auth/logout'), onSuccess: () => { setUser(null);  navigate('/login'); } }); }`,
      'src/App.tsx':
        'export function App() { const [queryClient] = useState(() => new QueryClient()); return <QueryClientProvider key={user?.id} client={queryClient}><R /></QueryClientProvider>; }',
    },
    'swr cache clear': {
      'src/u.js': `import useSWR from 'swr'; export const useUser = () => useSWR('/api/me', f); export const useBills = () => useSWR('/api/bills', f);`,
      'src/Nav.jsx': `import { mutate } from 'swr'; export const Nav = () => { const logout = async () => { await fetch('/api/logout', { method: 'POST' }); for (const key of cache.keys()) cache.delete(key); router.push('/login'); }; return <a onClick={logout}>Out</a>; };`,
    },
    'vue query clear': {
      'src/Nav.vue': `<script setup>
import { useQuery } from '@tanstack/vue-query'
const { data } = useQuery({ queryKey: ['me'], queryFn: me })
const logout = async () => { await api.post('/logout'); localStorage.removeItem('t'); queryClient.clear() }
</script><template><a @click="logout">Log out</a></template>`,
    },
    'angular apollo clearStore': {
      'src/a.ts': `import { Apollo } from 'apollo-angular'; @Injectable() export class Auth { logout() { return this.http.post('/logout', {}).pipe(switchMap(() => this.apollo.client.clearStore()), tap(() => this.router.navigate(['/']))); } }`,
    },
    'no cache of answers': {
      'src/Nav.tsx': `export const Nav = () => { const logout = async () => { await api.post('/logout'); setUser(null); navigate('/'); }; return <a onClick={logout}>Out</a>; };`,
    },
  },
});
