import { rule } from '../../../test/support/lint.ts';

const leaving = (clear: string): string =>
  `exports.logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); ${clear}; res.end(); };`;
const session = (options: string): string =>
  `const session = require('express-session'); app.use(session({ secret, store, ${options} })); ${leaving("res.clearCookie('sid')")}`;
const next = (set: string, clear: string): Readonly<Record<string, string>> => ({
  'app/session.ts': `import { cookies } from 'next/headers'; export async function begin(id: string) { const jar = await cookies(); jar.set('sid', id, ${set}); } export async function end() { const store = await cookies(); await db.session.delete(1); store.delete(${clear}); }`,
});
const helper = `const put = (res, name, value) => res.cookie(name, value, { httpOnly: true, path: '/auth' }); exports.login = (req, res) => put(res, 'sid', id);`;
const text = (set: string, clear: string): string =>
  `import { serialize } from 'cookie'; export const login = (req, res) => { res.setHeader('Set-Cookie', serialize('sid', id, ${set})); }; export const logout = async (req, res) => { await Session.deleteOne({ id: req.sid }); res.setHeader('Set-Cookie', serialize('sid', '', ${clear})); };`;

rule('cookie-clear-mismatch', {
  wrong: {
    'cookies of Next.js, whatever they are called': next("{ path: '/app' }", "'sid'"),
    'a helper that is given the name': {
      'a.js': helper + leaving("res.clearCookie('sid', { httpOnly: true })"),
      'b.js': '',
    },
    'a header that is written out': text("{ path: '/api' }", "{ path: '/', maxAge: 0 }"),
    'the cookie of a session, by its path': session("name: 'sid', cookie: { path: '/app' }"),
    'the cookie of a session, by its name': session("name: 'app.session'"),
  },
  right: {
    'the same cookie of Next.js': next("{ path: '/app' }", "{ name: 'sid', path: '/app' }"),
    'a set that is no cookie jar':
      "const store = new Map(); exports.login = (req, res) => res.cookie('sid', id, { path: '/app' }); exports.logout = (req) => { store.delete('sid'); };",
    'a helper that clears the same way': {
      'a.js': helper + leaving("res.clearCookie('sid', { httpOnly: true, path: '/auth' })"),
      'b.js': '',
    },
    'the same header': text("{ path: '/' }", "{ path: '/', maxAge: 0 }"),
    'the same cookie of a session': session("name: 'sid', cookie: { maxAge: 5 }"),
    'a session with another cookie beside it': `${session("name: 'app.sess'").replace("res.clearCookie('sid')", '')} exports.forget = async (req, res) => { await Device.deleteOne({ id: req.device }); res.clearCookie('remember_token'); };`,
    'a domain of the environment': `exports.login = (req, res) => res.cookie('sid', id, { domain: process.env.DOMAIN }); ${leaving("res.clearCookie('sid')")}`,
    'a domain with a dot before it': `exports.login = (req, res) => res.cookie('sid', id, { domain: '.example.com' }); ${leaving("res.clearCookie('sid', { domain: 'example.com' })")}`,
  },
});
