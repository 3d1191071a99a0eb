import { rule } from '../../../test/support/lint.ts';

const controller =
  'module.exports = ({ authService }) => ({ logout: async (req, res) => { await authService.leave(req.sid); res.json({}); } });';
const routes =
  "const make = require('./auth-controller'); module.exports = (deps) => { router.post('/logout', make(deps).logout); };";

rule('logout-no-backend-effect', {
  wrong: {
    'a factory of the name of its file': {
      'src/auth-controller.js': controller,
      'src/auth-service.js':
        'module.exports = ({ logger }) => ({ leave: async (id) => { logger.info(id); } });',
      'src/routes.js': routes,
    },
    'a class of the name of the parameter': {
      'src/auth-controller.js': controller,
      'src/services.js':
        'class AuthService { async leave(session) { console.log(session); } } module.exports = { AuthService };',
      'src/routes.js': routes,
    },
  },
  right: {
    'a parameter that is called like a file, and is what it is given': {
      'src/handler.js': 'module.exports = () => ({ handle: async (req, res) => { res.json({}); } });',
      'src/wrap.js': 'module.exports = (handler) => async (req, res) => { await handler.handle(req, res); };',
      'src/routes.js': "const wrap = require('./wrap'); router.post('/logout', wrap(require('./missing')));",
    },
    'a factory that writes': {
      'src/auth-controller.js': controller,
      'src/auth-service.js':
        'module.exports = ({ db }) => ({ leave: (id) => db.sessions.deleteOne({ _id: id }) });',
      'src/routes.js': routes,
    },
    'two of the name': {
      'src/auth-controller.js': controller,
      'src/a/auth-service.js': 'module.exports = () => ({ leave: async (id) => { console.log(id); } });',
      'src/b/auth-service.js': 'module.exports = () => ({ leave: (id) => sessions.delete(id) });',
      'src/routes.js': routes,
    },
  },
});
