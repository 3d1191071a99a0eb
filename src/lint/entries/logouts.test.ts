import { describe, expect, it } from 'vitest';
import { programOf, type Code } from '../../../test/support/lint.ts';
import { clientLogoutsOf } from './client-logouts.ts';
import { logoutsOf } from './logouts.ts';

const servers = (code: Code): string[] =>
  logoutsOf(programOf(code).program).map(({ how, handler }) => `${how} ${handler.name}`);
const clients = (code: Code): string[] =>
  clientLogoutsOf(programOf(code).program).map(({ how, func }) => `${how} ${func.name}`);

describe('a logout of a server is', () => {
  it.each<[string, Code, string]>([
    ['a route that says so', "app.post('/auth/log-out', (req, res) => 1);", 'route '],
    [
      'a handler that is called so, whatever its path',
      "app.post('/leave', logout); function logout(req, res) {}",
      'route logout',
    ],
    ['a revocation', "app.post('/oauth/revoke', (req, res) => 1);", 'route '],
    ['a session that is deleted', "app.delete('/sessions/current', (req, res) => 1);", 'route '],
    ['a mutation', 'const Mutation = { signOut() {} };', 'resolver signOut'],
    ['a function with a request', 'exports.logoutUser = (req, res) => 1;', 'handler logoutUser'],
    ['one that is typed', { 'a.ts': 'export const logout: RequestHandler = (a, b) => 1;' }, 'handler logout'],
    [
      'one whose parameters are typed',
      { 'a.ts': 'export async function logout(a: NextRequest) {}' },
      'handler logout',
    ],
    [
      'a module that is called so',
      { 'controllers/sign-out.js': 'module.exports = async (req, res) => 1;' },
      'handler sign-out',
    ],
    [
      'a resolver in a file of its own',
      { 'logout.js': 'const resolver = (a, b, { res }) => 1; export default resolver;' },
      'handler resolver',
    ],
    [
      'the one method of its class',
      {
        'a.ts': "import { Injectable } from '@nestjs/common'; class LogoutUseCase { execute(id: string) {} }",
      },
      'service execute',
    ],
    [
      'a method of a service',
      { 'a.ts': "import { Injectable } from '@nestjs/common'; class AuthService { logout(id: string) {} }" },
      'service logout',
    ],
  ])('%s', (_title, code, expected) => {
    expect(servers(code)).toContain(expected);
  });

  it.each<[string, Code]>([
    [
      'what is about its outcome',
      "app.get('/logout/success', (req, res) => 1); exports.logoutFailed = (req, res) => 1;",
    ],
    [
      'a function of a browser',
      "import { useState } from 'react'; export const logout = () => localStorage.clear();",
    ],
    ['a session that is made', "app.post('/sessions', (req, res) => 1);"],
    ['a session of others', "app.delete('/users/:id', (req, res) => 1);"],
    ['a client of an API', "class Api { logout() { return fetch('/x'); } }"],
    ['a class', { 'a.ts': "import x from 'express'; function Logout(a: string) {}" }],
    [
      'a service that others of the program call',
      {
        'a.ts': "import { Injectable } from '@nestjs/common'; class A { logout(id: string) {} }",
        'b.ts': '/* token */ this.a.logout(1);',
      },
    ],
  ])('not %s', (_title, code) => {
    expect(servers(code)).toEqual([]);
  });
});

describe('a logout in front of somebody is', () => {
  it.each<[string, Code, string]>([
    ['a function', 'export const handleLogout = () => 1;', 'function handleLogout'],
    [
      'a component',
      { 'Logout.jsx': 'export default function Logout() { return <a />; }' },
      'function Logout',
    ],
    ['a hook', 'export function useSignOut() { return () => 1; }', 'function useSignOut'],
    ['a thunk', 'export const logoutThunk = () => (dispatch) => 1;', 'function logoutThunk'],
    ['a reducer', 'createSlice({ reducers: { logout(state) {} } });', 'reducer logout'],
    ['a reducer by its parameter', 'const handlers = { logout: (state) => state };', 'reducer logout'],
    ['a click', { 'a.jsx': 'const A = () => <button onClick={() => go()}>Sign out</button>;' }, 'click '],
  ])('%s', (_title, code, expected) => {
    expect(clients(code)).toContain(expected);
  });

  it.each<[string, Code]>([
    [
      'what happens afterwards',
      'const forceLogout = () => 1; const logoutExpired = () => 1; const autoLogout = () => 1;',
    ],
    ['what is shown', 'const openLogoutDialog = () => 1; const logoutLabel = () => 1;'],
    [
      'a click on something else',
      { 'a.jsx': 'const A = () => <button onClick={() => go()}>Save (token)</button>;' },
    ],
    ['a handler of a server', 'export const logout = (req, res) => 1;'],
    ['a file of a server', "import express from 'express'; export const logout = () => 1;"],
  ])('not %s', (_title, code) => {
    expect(clients(code)).toEqual([]);
  });
});
