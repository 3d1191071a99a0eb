import { rule } from '../../../test/support/lint.ts';

rule('cookie-clear-mismatch', {
  wrong: {
    'header by hand in node:http': {
      'src/a.js': `const http = require('http'); http.createServer((req, res) => { if (req.url === '/login') { res.setHeader('Set-Cookie', 'token=' + t + '; HttpOnly; Path=/; Domain=acme.io'); res.end(); } else if (req.url === '/logout') { res.setHeader('Set-Cookie', 'token=; Path=/; Max-Age=0'); res.end(); } });`,
    },
    'Response headers append': {
      'src/a.ts': `export const login = () => new Response(null, { headers: { 'Set-Cookie': \`sid=\${id}; Path=/app; HttpOnly; Secure\` } }); export const logout = () => { const h = new Headers(); h.append('Set-Cookie', 'sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'); return new Response(null, { headers: h }); };`,
    },
    'hapi state': {
      'src/a.js': `server.route({ method: 'POST', path: '/login', handler: (request, h) => h.response({}).state('sid', t, { path: '/', domain: 'acme.io' }) }); server.route({ method: 'POST', path: '/logout', handler: (request, h) => h.response({}).unstate('sid') });`,
    },
    sveltekit: {
      'src/routes/login/+server.ts': `export const POST = async ({ cookies }) => { cookies.set('sid', t, { path: '/app' }); return json({}); };`,
      'src/routes/logout/+server.ts': `export const POST = async ({ cookies }) => { cookies.delete('sid', { path: '/' }); return json({}); };`,
    },
    h3: {
      'server/api/login.post.ts': `export default defineEventHandler(async (event) => { setCookie(event, 'auth', t, { path: '/', domain: 'acme.io', httpOnly: true }); return {}; });`,
      'server/api/logout.post.ts': `export default defineEventHandler((event) => { deleteCookie(event, 'auth'); return {}; });`,
    },
  },
  right: {
    'header with helper': {
      'src/a.js': `const http = require('http'); const cookie = (v, age) => \`sid=\${v}; Path=/app; Domain=acme.io; Max-Age=\${age}; HttpOnly\`; http.createServer((req, res) => { res.setHeader('Set-Cookie', req.url === '/logout' ? cookie('', 0) : cookie(id, 3600)); res.end(); });`,
    },
    'header same attributes': {
      'src/a.js': `const http = require('http'); exports.login = (req, res) => res.setHeader('Set-Cookie', \`sid=\${id}; Path=/app; HttpOnly\`); exports.logout = (req, res) => res.setHeader('Set-Cookie', 'sid=; HttpOnly; Path=/app; Max-Age=0');`,
    },
    'domain by env in both': {
      'src/a.js': `exports.login = (req, res) => res.setHeader('Set-Cookie', \`sid=\${id}; Path=/; Domain=\${process.env.DOMAIN}; HttpOnly\`); exports.logout = (req, res) => res.setHeader('Set-Cookie', \`sid=; Path=/; Domain=\${process.env.DOMAIN}; HttpOnly; Max-Age=0\`);`,
    },
    'browser cookie string': {
      'src/a.js': `export function setToken(t) { document.cookie = 'token=' + t + '; path=/app'; } export function clear() { document.cookie = 'token=; path=/; max-age=0'; }`,
    },
    'legacy names': {
      'src/a.js': `exports.login = (req, res) => res.cookie('sid', t, { path: '/' }); exports.logout = (req, res) => { res.clearCookie('sid', { path: '/' }); res.clearCookie('token'); res.clearCookie('sid', { path: '/old' }); };`,
    },
    'next delete with object': {
      'app/a.ts': `'use server'; import { cookies } from 'next/headers'; export async function login() { (await cookies()).set({ name: 'session', value: t, path: '/app' }); } export async function logout() { (await cookies()).delete({ name: 'session', path: '/app' }); }`,
    },
  },
});
