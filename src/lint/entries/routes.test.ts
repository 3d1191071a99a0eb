import { describe, expect, it } from 'vitest';
import { programOf, type Code } from '../../../test/support/lint.ts';
import { routesOf } from './routes.ts';

/** The routes of a program: `route POST /x f`, with the name of what handles it. */
function routes(code: Code): string[] {
  return routesOf(programOf(code).program).map(({ how, method, path, handler }) =>
    `${how} ${method} ${path} ${handler.name}`.trim(),
  );
}

// Only files that speak of tokens are read at once.
const T = '/* token */ function f(req, res) {} function g() {}';

describe('a route is', () => {
  it.each<[string, string, string]>([
    ['a call of a verb', "app.post('/x', f);", 'route POST /x f'],
    ['a call of del', "app.del('/x', f);", 'route DELETE /x f'],
    ['a call of all', "app.all('/x', f);", 'route ANY /x f'],
    ['the last of several handlers', "app.post('/x', g, f);", 'route POST /x f'],
    ['one of a list', "app.post('/x', [g, f]);", 'route POST /x f'],
    ['one in a wrapper', "app.post('/x', handled(f));", 'route POST /x f'],
    ['one that is bound', "app.post('/x', c.f.bind(c)); const c = { f };", 'route POST /x f'],
    ['not the one for errors', "app.post('/x', f, function onError(e, a, b, c) {});", 'route POST /x f'],
    [
      'not the one that answers for all',
      "app.post('/x', f, respond); function respond(req, res) {}",
      'route POST /x f',
    ],
    ['a path that is a constant', "const P = '/x'; app.post(P, f);", 'route POST /x f'],
    ['a chain on a path', "router.route('/x').get(g).post(f);", 'route POST /x f'],
    ['one with a name before it', "router.post('leave', '/x', f);", 'route POST /x f'],
    [
      'one below a mounted router',
      "const r = Router(); app.use('/api/', r); r.post('/x', f);",
      'route POST /api/x f',
    ],
    ['a handler that is used for a path', "app.use('/x', f);", 'route ANY /x f'],
    ['an object of Fastify', "app.route({ method: 'post', url: '/x', handler: f });", 'route POST /x f'],
    ['objects of hapi', "server.route([{ method: 'POST', path: '/x', handler: f }]);", 'route POST /x f'],
    [
      'an object with a method in it',
      "app.route({ method: 'POST', url: '/x', async handler(a) {} });",
      'route POST /x handler',
    ],
    ['a procedure', 'const t = router({ x: procedure.input(z).mutation(f) });', 'resolver POST x f'],
    ['a query', 'const x = publicProcedure.query(f);', 'resolver GET x f'],
    ['a resolver', 'const resolvers = { Mutation: { f() {} } };', 'resolver POST f f'],
    ['a resolver in a wrapper', 'const Mutation = { f: signedIn((a, b) => 1) };', 'resolver POST f f'],
    ['a resolver that is assigned', 'resolvers.Query = { f: () => 1 };', 'resolver GET f f'],
    ['an event of a socket', "io.on('connection', (socket) => { socket.on('x', f); });", 'event ANY x f'],
  ])('%s', (_title, code, expected) => {
    expect(routes(`${T} ${code}`)).toContain(expected);
  });

  it.each<[string, Code, string]>([
    [
      'a method of a controller',
      { 'a.ts': "@Controller('a') class A { @Post('/x') m() {} }" },
      'route POST /a/x m',
    ],
    [
      'a controller of an object',
      { 'a.ts': "@Controller({ path: 'a', version: '1' }) class A { @Post() m() {} }" },
      'route POST /a/ m',
    ],
    [
      'one of inversify',
      { 'a.ts': "@controller('/a') class A { @httpPost('/x') m() {} }" },
      'route POST /a/x m',
    ],
    [
      'a mutation',
      { 'a.ts': "@Resolver() /* token */ class A { @Mutation(() => Boolean, { name: 'x' }) m() {} }" },
      'resolver POST m m',
    ],
    ['a message', { 'a.ts': "/* token */ class A { @SubscribeMessage('x') m() {} }" }, 'event ANY x m'],
    [
      'a route handler of Next.js',
      { 'src/app/(auth)/api/x/route.ts': '/* token */ export async function POST() {}' },
      'route POST /api/x POST',
    ],
    [
      'one that is a constant',
      { 'app/x/route.js': '/* token */ export const GET = handled(async () => 1);' },
      'route GET /x GET',
    ],
    [
      'an API route of Next.js',
      { 'pages/api/x/index.ts': '/* token */ export default function f(req, res) {}' },
      'route ANY /api/x f',
    ],
    [
      'a handler of Nuxt',
      { 'server/api/x.post.ts': '/* token */ export default defineEventHandler((event) => 1);' },
      'route POST /x x',
    ],
    [
      'an endpoint of SvelteKit',
      { 'src/routes/x/+server.ts': '/* token */ export const POST = async () => 1;' },
      'route POST /x POST',
    ],
    [
      'an action of Remix',
      { 'app/routes/logout.tsx': 'export const action = async () => 1;' },
      'route POST /logout action',
    ],
    [
      'a server action',
      { 'a.ts': "'use server'; /* token */ export async function f() {}" },
      'action POST f f',
    ],
    [
      'a function that is one',
      { 'a.tsx': "/* token */ async function f() { 'use server'; }" },
      'action POST f f',
    ],
    [
      'a form action of SvelteKit',
      { 'src/routes/+page.server.ts': 'export const actions = { logout: async () => 1 };' },
      'action POST /logout logout',
    ],
  ])('%s', (_title, code, expected) => {
    expect(routes(code)).toContain(expected);
  });

  it.each<[string, Code]>([
    [
      'a request of a client',
      `${T} import axios from 'axios'; axios.post('/x', f); const api = axios.create(); api.post('/x', f);`,
    ],
    ['a request with a body', `${T} api.post('/x', { f });`],
    ['a look-up', `${T} map.get('x', f); cache.get('x', f); params.get(f);`],
    ['a handler that is not there', "/* token */ app.post('/x', controller.f);"],
    [
      'a listener in a browser',
      `${T} import { io } from 'socket.io-client'; const socket = io(); socket.on('connection', () => { socket.on('x', f); });`,
    ],
    ['a listener of something else', `${T} button.on('click', f); process.on('exit', f);`],
    ['a type', { 'a.ts': '/* token */ export default interface F { Mutation: { f(): void } }' }],
    ['an action that is no export', { 'a.ts': "'use server'; /* token */ async function f() {}" }],
  ])('not %s', (_title, code) => {
    expect(routes(code)).toEqual([]);
  });

  it('told once, however often it is found', () => {
    expect(routes(`${T} app.post('/x', f); app.post('/x', f); app.get('/x', f);`)).toEqual([
      'route GET /x f',
      'route POST /x f',
    ]);
  });
});
