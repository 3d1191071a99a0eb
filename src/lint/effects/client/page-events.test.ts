import { rule } from '../../../../test/support/lint.ts';

rule('logout-event-unhandled', {
  wrong: {
    'browser event': {
      'session.ts': `export async function signOut() { await fetch('/api/logout', { method: 'POST' }); window.dispatchEvent(new CustomEvent('auth:logout')); }`,
      'App.tsx': `export function App() { useEffect(() => { window.addEventListener('online', update); }, []); return <main />; }`,
    },
    constant: {
      'events.ts': `export const LOGOUT_EVENT = 'app:logout';`,
      'session.ts': `import { LOGOUT_EVENT } from './events';
export async function signOut() { await fetch('/api/logout', { method: 'POST' }); const event = new CustomEvent(LOGOUT_EVENT, { detail: 1 }); document.dispatchEvent(event); }`,
    },
    "Vue's bus": {
      'session.js': `import { bus } from './bus';
export async function logout() { await axios.post('/logout'); bus.$emit('logged-out'); }`,
      'bus.js': `import Vue from 'vue'; export const bus = new Vue(); bus.$on('login', () => {});`,
    },
    'React Native': {
      'session.ts': `import { DeviceEventEmitter } from 'react-native';
export async function logout() { await api.post('/logout'); DeviceEventEmitter.emit('auth.loggedOut'); }`,
      'b.ts': `import { DeviceEventEmitter } from 'react-native'; DeviceEventEmitter.addListener('network', () => {});`,
    },
    PubSub: {
      'session.ts': `import PubSub from 'pubsub-js';
export async function logout() { await api.post('/logout'); PubSub.publish('LOGOUT', {}); }`,
      'b.ts': `import PubSub from 'pubsub-js'; PubSub.subscribe('LOGIN', () => {});`,
    },
    mitt: {
      'bus.ts': `import mitt from 'mitt'; export const emitter = mitt(); emitter.on('login', () => {});`,
      'session.ts': `import { emitter } from './bus';
export async function logout() { await api.post('/logout'); emitter.emit('logout'); }`,
    },
    EventTarget: {
      'session.ts': `export const bus = new EventTarget();
export async function logout() { await api.post('/logout'); bus.dispatchEvent(new CustomEvent('logged-out')); }`,
      'b.ts': `import { bus } from './session'; bus.addEventListener('logged-in', () => {});`,
    },
  },
  right: {
    'browser event heard': {
      'session.ts': `export async function signOut() { await fetch('/api/logout', { method: 'POST' }); window.dispatchEvent(new CustomEvent('auth:logout')); }`,
      'App.tsx': `export function App() { useEffect(() => { window.addEventListener('auth:logout', update); }, []); return <main />; }`,
    },
    'heard by a hook': {
      'session.ts': `export async function signOut() { await fetch('/api/logout', { method: 'POST' }); window.dispatchEvent(new Event('auth:logout')); }`,
      'App.tsx': `export function App() { useEventListener('auth:logout', () => update()); return <main />; }`,
    },
    'heard by rxjs': {
      'session.ts': `export async function signOut() { await fetch('/api/logout', { method: 'POST' }); window.dispatchEvent(new Event('auth:logout')); }`,
      'App.ts': `import { fromEvent } from 'rxjs'; fromEvent(window, 'auth:logout').subscribe(() => go());`,
    },
    "heard by Angular's HostListener": {
      'session.ts': `export async function signOut() { await fetch('/api/logout', { method: 'POST' }); window.dispatchEvent(new Event('auth:logout')); }`,
      'App.ts': `@Component({}) export class A { @HostListener('window:auth:logout') left() { this.router.navigate(['/']); } }`,
    },
    "Vue's bus heard": {
      'session.js': `import { bus } from './bus';
export async function logout() { await axios.post('/logout'); bus.$emit('logged-out'); }`,
      'bus.js': `import Vue from 'vue'; export const bus = new Vue(); bus.$on('logged-out', () => {});`,
    },
    'a component tells its parent': {
      'Nav.js': `export default { methods: { async logout() { await axios.post('/logout'); this.$emit('logged-out'); } } };`,
      'b.js': 'export const session = 1;',
    },
    'PubSub heard': {
      'session.ts': `import PubSub from 'pubsub-js';
export async function logout() { await api.post('/logout'); PubSub.publish('LOGOUT', {}); }`,
      'b.ts': `import PubSub from 'pubsub-js'; PubSub.subscribe('LOGOUT', () => {});`,
    },
    'BroadcastChannel heard': {
      'session.ts': `const channel = new BroadcastChannel('auth');
export async function logout() { await api.post('/logout'); channel.postMessage('logout'); }`,
      'b.ts': `const channel = new BroadcastChannel('auth'); channel.onmessage = ({ data }) => { if (data === 'logout') location.href = '/'; };`,
    },
    'storage event': {
      'session.ts': `export async function logout() { await api.post('/logout'); window.dispatchEvent(new Event('storage')); }`,
      'b.ts': 'export const token = 1;',
    },
    'events by a variable': {
      'session.ts': `export async function logout(name) { await api.post('/logout'); window.dispatchEvent(new Event(name)); }`,
      'b.ts': 'export const token = 1;',
    },
    'vue file elsewhere': {
      'session.ts': `export async function logout() { await api.post('/logout'); window.dispatchEvent(new Event('auth:logout')); }`,
      'main.ts': `import App from './App.vue'; createApp(App).mount('#app'); export const session = 1;`,
    },
    'assigned handler': {
      'session.ts': `export async function logout() { await api.post('/logout'); window.dispatchEvent(new CustomEvent('logout')); }`,
      'b.ts': 'export const session = 1; window.onlogout = () => {};',
    },
  },
});
