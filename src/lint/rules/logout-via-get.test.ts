import { of, rule } from '../../../test/support/lint.ts';
import { expect, it } from 'vitest';

const LEAVE = 'export default async function handler(req, res) { await db.session.delete(1); res.json({}); }';
const OUT = 'async (request, reply) => { await request.session.destroy(); reply.send({}); }';

rule('logout-via-get', {
  wrong: {
    'a route for every method':
      "router.all('/signout', (req, res) => { res.clearCookie('sid'); res.end(); });",
    'a file that answers every method': { 'pages/api/logout.js': LEAVE },
    'one of several methods': `fastify.route({ method: ['GET', 'POST'], url: '/logout', handler: ${OUT} });`,
    'a handler that POST has as well': {
      'r.js': "const c = require('./c'); router.post('/logout', c.out); router.get('/logout', c.out);",
      'c.js': "exports.out = (req, res) => { res.clearCookie('sid'); res.end(); };",
    },
  },
  right: {
    'a file that looks at the method': {
      'pages/api/logout.js': LEAVE.replace('{ await', "{ if (req.method !== 'POST') return res.end(); await"),
    },
    'several methods without GET': `fastify.route({ method: ['DELETE', 'POST'], url: '/logout', handler: ${OUT} });`,
    'a wrapper that allows POST': {
      'pages/api/logout.js': `export default allow(['POST'], ${LEAVE.replace('export default ', '')});`,
    },
  },
});

it('reports each of several routes of one handler', () => {
  const found = of('logout-via-get', {
    'r.js': "const c = require('./c'); router.get('/logout', c.out);\nrouter.get('/admin/logout', c.out);",
    'c.js': "exports.out = (req, res) => { res.clearCookie('sid'); res.end(); };",
  });
  expect(found.map((one) => one.slice(0, 6))).toEqual(['r.js:1', 'r.js:2']);
});
