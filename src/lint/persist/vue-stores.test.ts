import { rule } from '../../../test/support/lint.ts';

rule('persist-not-purged', {
  wrong: {
    'vuex root state': {
      'src/store.js': `import { createStore } from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import user from './modules/user';
export default createStore({ modules: { user }, plugins: [createPersistedState()] });`,
      'src/modules/user.js':
        'export default { state: () => ({ profile: null, orders: [] }), mutations: { setProfile(state, p) { state.profile = p; } } };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'vuex paths': {
      'src/store.js': `import Vuex from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import account from './account'; import ui from './ui';
export const store = new Vuex.Store({ modules: { account, ui }, plugins: [createPersistedState({ storage: window.localStorage, paths: ['account.profile', 'ui'] })] });`,
      'src/account.js':
        'const state = { profile: null }; const mutations = { SET(state, p) { state.profile = p; } }; export default { namespaced: true, state, mutations };',
      'src/ui.js': 'export default { state: { dark: false }, mutations: {} };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'vuex-persist': {
      'src/store.ts': `import Vuex from 'vuex'; import VuexPersistence from 'vuex-persist'; import { user } from './user';
const vuexLocal = new VuexPersistence({ storage: window.localStorage, modules: ['user'] });
export default new Vuex.Store({ modules: { user }, plugins: [vuexLocal.plugin] });`,
      'src/user.ts': `export const user = { state: { email: '' }, mutations: { setEmail(state, e) { state.email = e; } } };`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'pinia setup persist': {
      'src/stores/user.ts': `import { defineStore } from 'pinia'; import { ref } from 'vue';
export const useUserStore = defineStore('user', () => { const profile = ref(null); const orders = ref([]); async function load() { profile.value = await $fetch('/me'); } return { profile, orders, load }; }, { persist: true });`,
      'src/Nav.vue': `<script setup>
const logout = async () => { await $fetch('/api/logout', { method: 'POST' }); navigateTo('/login'); };
</script>`,
    },
    'pinia strategies, partial logout': {
      'src/stores/user.js': `import { defineStore } from 'pinia';
export const useUserStore = defineStore({ id: 'user', state: () => ({ token: '', userInfo: null }), actions: { async logout() { await http.post('/logout'); this.token = ''; } }, persist: { enabled: true } });`,
    },
    'pinia session storage': {
      'src/stores/user.ts': `import { defineStore } from 'pinia'; import { ref } from 'vue';
export const useUserStore = defineStore('user', () => { const profile = ref(null); const orders = ref([]); async function load() { profile.value = await $fetch('/me'); } return { profile, orders, load }; }, { persist: { storage: sessionStorage } });`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
  },
  right: {
    'vuex reset mutation': {
      'src/store.js': `import { createStore } from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import user from './modules/user';
export default createStore({ modules: { user }, plugins: [createPersistedState()] });`,
      'src/modules/user.js':
        'const first = () => ({ profile: null }); export default { state: first, mutations: { setProfile(state, p) { state.profile = p; }, RESET(state) { Object.assign(state, first()); } } };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'vuex commit null': {
      'src/store.js': `import { createStore } from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import user from './modules/user';
export default createStore({ modules: { user }, plugins: [createPersistedState()] });`,
      'src/modules/user.js':
        'export default { state: () => ({ profile: null, orders: [] }), mutations: { setProfile(state, p) { state.profile = p; } } };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); store.commit('setProfile', null); }; return <b onClick={handleLogout} />; };`,
    },
    'vuex paths others only': {
      'src/store.js': `import Vuex from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import account from './account'; import ui from './ui';
export const store = new Vuex.Store({ modules: { account, ui }, plugins: [createPersistedState({ storage: window.localStorage, paths: ['ui'] })] });`,
      'src/account.js':
        'const state = { profile: null }; const mutations = { SET(state, p) { state.profile = p; } }; export default { namespaced: true, state, mutations };',
      'src/ui.js': 'export default { state: { dark: false }, mutations: {} };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'vuex replaceState': {
      'src/store.js': `import { createStore } from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import user from './modules/user';
export default createStore({ modules: { user }, plugins: [createPersistedState()] });`,
      'src/modules/user.js':
        'export default { state: () => ({ profile: null, orders: [] }), mutations: { setProfile(state, p) { state.profile = p; } } };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); store.replaceState(fresh()); }; return <b onClick={handleLogout} />; };`,
    },
    'vuex removeItem': {
      'src/store.js': `import { createStore } from 'vuex'; import createPersistedState from 'vuex-persistedstate'; import user from './modules/user';
export default createStore({ modules: { user }, plugins: [createPersistedState()] });`,
      'src/modules/user.js':
        'export default { state: () => ({ profile: null, orders: [] }), mutations: { setProfile(state, p) { state.profile = p; } } };',
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); localStorage.removeItem('vuex'); }; return <b onClick={handleLogout} />; };`,
    },
    'pinia $reset': {
      'src/stores/user.ts': `import { defineStore } from 'pinia'; import { ref } from 'vue';
export const useUserStore = defineStore('user', () => { const profile = ref(null); const orders = ref([]); async function load() { profile.value = await $fetch('/me'); } return { profile, orders, load }; }, { persist: true });`,
      'src/Nav.vue': `<script setup>
import { useUserStore } from './stores/user'; const users = useUserStore();
const logout = async () => { await $fetch('/api/logout', { method: 'POST' }); users.$reset(); };
</script>`,
    },
    'pinia sets null outside': {
      'src/stores/user.ts': `import { defineStore } from 'pinia'; import { ref } from 'vue';
export const useUserStore = defineStore('user', () => { const profile = ref(null); const orders = ref([]); async function load() { profile.value = await $fetch('/me'); } return { profile, orders, load }; }, { persist: true });`,
      'src/Nav.vue': `<script setup>
import { useUserStore } from './stores/user'; const users = useUserStore();
const logout = async () => { await $fetch('/api/logout', { method: 'POST' }); users.profile = null; users.orders = []; };
</script>`,
    },
    'pinia ui store': {
      'src/stores/ui.ts': `import { defineStore } from 'pinia'; export const useUi = defineStore('ui', { state: () => ({ dark: false, locale: 'de' }), persist: true });`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'pinia full logout': {
      'src/stores/user.js': `import { defineStore } from 'pinia';
export const useUserStore = defineStore('user', { state: () => ({ token: '', userInfo: null }), actions: { async logout() { await http.post('/logout'); this.token = ''; this.userInfo = null; } }, persist: true });`,
    },
    'pinia pick ui': {
      'src/stores/user.js': `import { defineStore } from 'pinia';
export const useUserStore = defineStore('prefs', { state: () => ({ profile: null, theme: 'dark' }), actions: {}, persist: { pick: ['theme'] } });`,
      'src/Nav.jsx': `export const Nav = () => { const handleLogout = async () => { await axios.post('/api/logout'); navigate('/'); }; return <b onClick={handleLogout} />; };`,
    },
    'pinia reset plugin': {
      'src/stores/user.ts': `import { defineStore } from 'pinia'; import { ref } from 'vue';
export const useUserStore = defineStore('user', () => { const profile = ref(null); const orders = ref([]); async function load() { profile.value = await $fetch('/me'); } return { profile, orders, load }; }, { persist: true });`,
      'src/Nav.vue': `<script setup>
const logout = async () => { await $fetch('/api/logout', { method: 'POST' }); navigateTo('/login'); };
</script>`,
      'src/reset.js': 'export const leave = (pinia) => { pinia._s.forEach((store) => store.$reset()); };',
    },
  },
});
