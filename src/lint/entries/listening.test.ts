import { rule } from '../../../test/support/lint.ts';

rule('client-only-logout', {
  wrong: {
    'vue SFC setup, other name': {
      'src/components/Nav.vue': `<template><nav><button class="x" @click.prevent="leave">Sign out</button></nav></template>
<script setup lang="ts">
import { useRouter } from 'vue-router'
const router = useRouter()
const leave = () => { localStorage.removeItem('token'); router.push({ name: 'login' }) }
</script>`,
    },
    'svelte component': {
      'src/routes/Nav.svelte': `<script>
 import { goto } from '$app/navigation';
 import { token } from '../stores';
 const quit = () => { $token = null; localStorage.clear(); goto('/login'); };
</script>
<button on:click={quit}>Logout</button>`,
    },
    jquery: {
      'public/js/app.js': `$('#logout-btn').on('click', function () { localStorage.removeItem('token'); window.location.replace('index.html'); });`,
    },
    'vanilla listener': {
      'public/app.js': `const logoutButton = document.getElementById('logout'); logoutButton.addEventListener('click', () => { localStorage.removeItem('token'); window.location.href = 'login.html'; });`,
    },
    'onclick assignment': {
      'public/app.js': `document.querySelector('.logout').onclick = () => { sessionStorage.clear(); location.reload(); };`,
    },
    'saga local only': {
      'src/sagas.js': `import { takeLatest, call, put } from 'redux-saga/effects'; import { LOGOUT } from './types';
function* clearSession() { yield call([localStorage, localStorage.removeItem], 'token'); yield put({ type: 'SESSION_CLEARED' }); }
export default function* root() { yield takeLatest(LOGOUT, clearSession); }`,
    },
    'ngrx local effect': {
      'src/auth.effects.ts': `import { Injectable } from '@angular/core'; import { Actions, createEffect, ofType } from '@ngrx/effects'; import { tap } from 'rxjs/operators'; import * as AuthActions from './auth.actions';
@Injectable() export class AuthEffects { constructor(private actions$: Actions, private router: Router) {}
 logout$ = createEffect(() => this.actions$.pipe(ofType(AuthActions.logout), tap(() => { localStorage.removeItem('token'); this.router.navigateByUrl('/login'); })), { dispatch: false }); }`,
    },
  },
  right: {
    'svelte form': {
      'src/Nav.svelte': `<script>
 const clearLocal = () => { localStorage.removeItem('draft'); };
</script>
<form method="POST" action="/logout" on:submit={clearLocal}><button>Log out</button></form>`,
    },
    'jquery post': {
      'public/js/app.js': `$('#logout-btn').on('click', function () { $.post('/logout').always(function () { localStorage.removeItem('token'); location.href = '/'; }); });`,
    },
    'vanilla fetch': {
      'public/app.js': `document.getElementById('logout').addEventListener('click', async () => { await fetch('/api/logout', { method: 'POST' }); localStorage.removeItem('token'); });`,
    },
    'ngrx effect server': {
      'src/nav.component.ts': `import { Component } from '@angular/core'; @Component({}) export class Nav { logout() { this.store.dispatch(AuthActions.logout()); this.user = null; } }`,
      'src/auth.effects.ts': `import { createEffect, ofType } from '@ngrx/effects'; export class AuthEffects { logout$ = createEffect(() => this.actions$.pipe(ofType(AuthActions.logout), exhaustMap(() => this.auth.logout()), tap(() => localStorage.removeItem('t')))); }`,
    },
    epic: {
      'src/epics.ts': `import { ofType } from 'redux-observable'; export const logoutEpic = (action$) => action$.pipe(ofType('LOGOUT'), mergeMap(() => ajax.post('/api/logout')), tap(() => localStorage.removeItem('t')));`,
    },
    'rtk listener': {
      'src/s.ts': `import { createSlice, createListenerMiddleware } from '@reduxjs/toolkit'; const s = createSlice({ name: 'a', initialState: {}, reducers: { logout(state) { state.user = null; localStorage.removeItem('t'); } } }); export const { logout } = s.actions; const l = createListenerMiddleware(); l.startListening({ actionCreator: logout, effect: async () => { await fetch('/api/logout', { method: 'POST' }); } });`,
    },
    'unload cleanup': `window.addEventListener('beforeunload', () => { sessionStorage.clear(); });`,
    'broadcast in other tabs': `const channel = new BroadcastChannel('auth');
channel.onmessage = (e) => { if (e.data === 'logout') onRemoteLogout(); };
function onRemoteLogout() { localStorage.removeItem('token'); location.reload(); }`,
  },
});
