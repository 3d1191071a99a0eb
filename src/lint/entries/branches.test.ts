import { rule } from '../../../test/support/lint.ts';

const server = (branch: string): string => `const http = require('http'); const jwt = require('jsonwebtoken');
http.createServer((req, res) => {
  if (req.url === '/login') return login(req, res);
  ${branch}
  res.statusCode = 404; res.end();
});`;
const action = (body: string): string => `export default async function handler(req, res) {
  switch (req.query.action) {
    case 'login': return login(req, res);
    case 'logout': ${body}
    default: return res.status(404).end();
  }
}`;

rule('logout-no-backend-effect', {
  wrong: {
    'a branch of a plain server': server(
      "if (req.method === 'POST' && req.url === '/logout') { res.setHeader('Set-Cookie', 'sid=; Max-Age=0'); return res.end('bye'); }",
    ),
    'a branch by the end of the path': server(
      "if (pathname.endsWith('/sign-out')) { res.clearCookie('t'); return res.end(); }",
    ),
    'a case of a switch': {
      'pages/api/auth/[action].js': action("res.clearCookie('t'); return res.status(200).end();"),
    },
    'a method of the place of a session': {
      'functions/session.mjs':
        "export default async (req, ctx) => { switch (req.method) { case 'DELETE': return new Response(null, { status: 204 }); } };",
    },
    'a case of what a socket says': `const { WebSocketServer } = require('ws'); const wss = new WebSocketServer({});
wss.on('connection', (ws) => ws.on('message', (raw) => {
  const message = JSON.parse(raw);
  switch (message.type) { case 'logout': ws.send('bye'); ws.close(); break; default: ws.send('?'); }
}));`,
  },
  right: {
    'a method of the place of a session, which ends it': {
      'functions/session.mjs':
        "export default async (req, ctx) => { switch (req.method) { case 'DELETE': return db.session.delete({ where: { id: ctx.sid } }); } };",
    },
    'a branch that ends the session': server(
      "if (req.url === '/logout') { sessions.delete(req.sid); return res.end('bye'); }",
    ),
    'a case that ends it': {
      'pages/api/auth/[action].js': action(
        'await db.session.delete({ where: { id: req.sid } }); return res.end();',
      ),
    },
    'a branch that lets the logout pass': `module.exports = (req, res, next) => { if (req.path === '/logout') { res.locals.open = true; return next(); } check(req, res, next); };`,
    'a branch that is for all others': server("if (req.url !== '/logout') return res.end('no');"),
    'a reducer': `import { createStore } from 'redux';
export function auth(state, action) { switch (action.type) { case 'LOGOUT': return { ...state, user: null, set: 1 }; default: return state; } }`,
  },
});
