import { rule } from '../../../test/support/lint.ts';

rule('persist-not-purged', {
  wrong: {
    'jotai atomWithStorage': {
      'src/atoms.ts': `import { atomWithStorage } from 'jotai/utils'; export const userAtom = atomWithStorage('user', null);`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'vueuse useLocalStorage': {
      'src/useUser.ts': `import { useLocalStorage } from '@vueuse/core'; export const user = useLocalStorage('user', null); export const setUser = (u) => { user.value = u; };`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'svelte persisted': {
      'src/stores.ts': `import { persisted } from 'svelte-persisted-store'; export const profile = persisted('profile', { name: '', email: '' });`,
      'src/Nav.svelte': `<script>
import { goto } from '$app/navigation';
async function logout() { await fetch('/api/logout', { method: 'POST' }); goto('/'); }
</script><button on:click={logout}>Log out</button>`,
    },
  },
  right: {
    'jotai RESET': {
      'src/atoms.ts': `import { atomWithStorage } from 'jotai/utils'; export const userAtom = atomWithStorage('user', null);`,
      'src/Nav.jsx': `import { RESET } from 'jotai/utils'; import { userAtom } from './atoms';export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); setUser(RESET); }; return <b onClick={handleLogout} />; };`,
    },
    'vueuse set null': {
      'src/useUser.ts': `import { useLocalStorage } from '@vueuse/core'; export const user = useLocalStorage('user', null); export const setUser = (u) => { user.value = u; };`,
      'src/Nav.jsx': `import { user } from './useUser';export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); user.value = null; }; return <b onClick={handleLogout} />; };`,
    },
    'svelte set null': {
      'src/stores.ts': `import { persisted } from 'svelte-persisted-store'; export const profile = persisted('profile', { name: '', email: '' });`,
      'src/Nav.svelte': `<script>
import { goto } from '$app/navigation';
async function logout() { await fetch('/api/logout', { method: 'POST' }); profile.reset(); }
</script><button on:click={logout}>Log out</button>`,
    },
    'vueuse theme': {
      'src/useUser.ts': `import { useLocalStorage } from '@vueuse/core'; export const theme = useLocalStorage('theme', 'dark');`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
  },
});
