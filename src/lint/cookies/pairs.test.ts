import { rule } from '../../../test/support/lint.ts';

rule('cookie-clear-mismatch', {
  wrong: {
    'a page that removes another than it sets': `import Cookies from 'js-cookie'; const DOMAIN = import.meta.env.VITE_DOMAIN ?? '.acme.io'; export const save = (t, on) => Cookies.set('acme', t, { domain: DOMAIN, expires: on ? 30 : undefined }); export const drop = () => Cookies.remove('acme');`,
    'options of which some say how long': `import { serialize } from 'cookie'; import { env } from './env'; export const put = (res, id, on) => res.append('Set-Cookie', serialize('sess', id, { domain: env.DOMAIN ?? '.x.de', path: '/', ...(on ? { maxAge: 9 } : {}) })); export const drop = (res) => res.append('Set-Cookie', 'sess=; Path=/; Max-Age=0');`,
    'set via maxAge 0 other path': `exports.login = (req, res) => { res.cookie('rt', t, { path: '/auth', httpOnly: true }); res.json({}); }; exports.logout = (req, res) => { res.cookie('rt', '', { maxAge: 0, httpOnly: true }); res.json({}); };`,
    'template name': `const P = 'app'; exports.login = (req, res) => res.cookie(\`\${P}_session\`, t, { domain: '.x.io' }); exports.logout = (req, res) => res.clearCookie(\`\${P}_session\`);`,
    nookies: `import { setCookie, destroyCookie } from 'nookies'; export const login = (req, res) => { setCookie({ res }, 'auth', t, { path: '/', domain: 'x.io' }); res.end(); }; export const logout = (req, res) => { destroyCookie({ res }, 'auth', { path: '/' }); res.end(); };`,
    'next response cookies': {
      'app/api/login/route.ts': `import { NextResponse } from 'next/server'; export async function POST() { const res = NextResponse.json({}); res.cookies.set('token', t, { httpOnly: true, path: '/dash' }); return res; }`,
      'app/api/logout/route.ts': `import { NextResponse } from 'next/server'; export async function POST() { const res = NextResponse.json({}); res.cookies.set('token', '', { httpOnly: true, expires: new Date(0) }); return res; }`,
    },
    'wrapped in array': `const NAMES = ['access', 'refresh']; exports.login = (req, res) => { for (const n of NAMES) res.cookie(n, t, { domain: '.x.io' }); }; exports.logout = (req, res) => { for (const n of NAMES) res.clearCookie(n); };`,
    'class helpers': {
      'src/cookie.service.ts': `export class CookieService { set(res: Response, token: string) { res.cookie('refresh', token, { path: '/auth/refresh', httpOnly: true }); } clear(res: Response) { res.clearCookie('refresh'); } }`,
    },
  },
  right: {
    'a page that removes what it sets': `import Cookies from 'js-cookie'; export const save = (t) => Cookies.set('acme', t, { path: '/', expires: 7 }); export const drop = () => Cookies.remove('acme');`,
    'a page that removes what a server sets': `import Cookies from 'js-cookie'; export const drop = () => Cookies.remove('acme', { domain: '.x.io' }); export const other = () => Cookies.set('theme', 'dark');`,
    'spread env domain': `exports.login = (req, res) => res.cookie('token', t, { path: '/', ...(isProd && { domain: '.x.io' }) }); exports.logout = (req, res) => res.clearCookie('token', { path: '/' });`,
    'different services': {
      'apps/a/src/login.ts': `export const login = (req, res) => res.cookie('a_session', t, { path: '/' });`,
      'apps/b/src/logout.ts': `export const logout = (req, res) => res.clearCookie('b_session', { path: '/' });`,
    },
    'SameSite typo': `exports.login = (req, res) => res.cookie('jwt', t, { SameSite: 'None', secure: true }); exports.logout = (req, res) => res.clearCookie('jwt', { secure: true });`,
    'set in helper unseen': `const { setTokenCookie } = require('./missing'); exports.login = (req, res) => setTokenCookie(res, t); exports.logout = (req, res) => { res.clearCookie('token', { path: '/' }); };`,
    'csrf cookie untouched': `exports.login = (req, res) => { res.cookie('XSRF-TOKEN', c, { path: '/' }); res.cookie('jwt', t, { path: '/' }); }; exports.logout = (req, res) => res.clearCookie('jwt', { path: '/' });`,
    'root path default': `exports.login = (req, res) => res.cookie('jwt', t, { httpOnly: true }); exports.logout = (req, res) => res.clearCookie('jwt', { httpOnly: true, path: '/' });`,
  },
});
