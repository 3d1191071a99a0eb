import { rule } from '../../../test/support/lint.ts';

rule('missing-no-store', {
  wrong: {
    'a middleware for some paths, in a file that is called after it': {
      'src/no-store.js':
        "module.exports = (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); };",
      'src/app.js': `const express = require('express'); const noStore = require('./no-store'); const app = express(); app.use('/admin', noStore); app.use('/users', require('./users')); app.listen(1);`,
      'src/users.js': `const router = require('express').Router(); router.get('/me', (req, res) => res.json(req.user)); module.exports = router;`,
    },
    'no-store only in admin router': {
      'src/admin.js': `const router = require('express').Router(); router.use((req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }); router.get('/stats', h); module.exports = router;`,
      'src/app.js': `const express = require('express'); const app = express(); const admin = require('./admin'); const users = require('./users'); app.use('/admin', admin); app.use('/users', users); app.listen(1);`,
      'src/users.js': `const router = require('express').Router(); router.get('/me', (req, res) => res.json(req.user)); module.exports = router;`,
    },
    'no-store on static only': {
      'src/app.js': `const express = require('express'); const app = express(); app.use('/static', (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }, express.static('x')); app.get('/me', (req, res) => { res.json(req.user); }); app.listen(1);`,
    },
    'class controller table': {
      'src/routes.js': `module.exports = [{ method: 'GET', path: '/account', handler: async (req, res) => { res.json(await load(req.userId)); } }];`,
    },
  },
  right: {
    'api prefix covers': {
      'src/app.js': `const express = require('express'); const app = express(); app.use('/api', (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }); app.get('/api/me', (req, res) => { res.json(req.user); }); app.listen(1);`,
    },
    'router use covers': {
      'src/users.js': `const router = require('express').Router(); router.use(noStore); function noStore(req, res, next) { res.setHeader('Cache-Control', 'private, no-store'); next(); } router.get('/me', (req, res) => res.json(req.user)); module.exports = router;`,
      'src/app.js': `const express = require('express'); const app = express(); app.use('/users', require('./users')); app.listen(1);`,
    },
    'api mount covers sub router': {
      'src/app.js': `const express = require('express'); const app = express(); const noStore = (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }; const api = express.Router(); const users = require('./users'); api.use(noStore); api.use('/users', users); app.use('/api', api); app.listen(1);`,
      'src/users.js': `const router = require('express').Router(); router.get('/me', (req, res) => res.json(req.user)); module.exports = router;`,
    },
    'hono prefix': {
      'src/a.ts': `import { Hono } from 'hono'; const app = new Hono(); const account = new Hono(); app.use('/account/*', async (c, next) => { await next(); c.header('Cache-Control', 'no-store'); }); account.get('/me', (c) => c.json(c.get('user'))); app.route('/account', account); export default app;`,
    },
    'nest interceptor': {
      'src/ns.ts': `@Injectable() export class NoStoreInterceptor implements NestInterceptor { intercept(ctx, next) { ctx.switchToHttp().getResponse().header('Cache-Control', 'no-store'); return next.handle(); } }`,
      'src/main.ts': 'app.useGlobalInterceptors(new NoStoreInterceptor());',
      'src/c.ts': `@Controller() export class C { @Get('me') me(@Req() req) { return req.user; } }`,
    },
    'next config headers': {
      'next.config.js': `module.exports = { async headers() { return [{ source: '/api/:path*', headers: [{ key: 'Cache-Control', value: 'no-store' }] }]; } };`,
      'app/api/me/route.ts': 'export async function GET() { return Response.json(await user()); }',
    },
    'route middleware': `const noStore = (req, res, next) => { res.set('Cache-Control', 'no-store'); next(); }; app.get('/me', auth, noStore, (req, res) => res.json(req.user));`,
  },
});
