import { rule } from '../../../test/support/lint.ts';

const logout =
  "router.post('/logout', async (req, res) => { await req.user.advance(); res.sendStatus(204); });";
const ROUTES = `const router = require('express').Router(); const User = require('./user'); ${logout}`;
const model = (given: string): Record<string, string> => ({
  'src/routes.js': ROUTES,
  'src/user.js': `const mongoose = require('mongoose'); const schema = new mongoose.Schema({ gen: Number }); ${given} module.exports = mongoose.model('User', schema);`,
});
const WRITES = 'return this.constructor.updateOne({ _id: this._id }, { $inc: { gen: 1 } });';
const NOTHING = "return 'nothing';";

const ways = (body: string): Record<string, Record<string, string>> => ({
  'a method of a schema': model(`schema.methods.advance = function () { ${body} };`),
  'methods of a schema, all at once': model(`schema.methods = { advance() { ${body} } };`),
  'a method that is given by its name': model(`schema.method('advance', function () { ${body} });`),
  'a class that is loaded': model(`class Person { advance() { ${body} } } schema.loadClass(Person);`),
  'a method of a prototype': {
    'src/routes.js': ROUTES,
    'src/user.js': `const User = sequelize.define('user', {}); User.prototype.advance = function () { ${body} }; module.exports = User;`,
  },
});

rule('logout-no-backend-effect', {
  wrong: {
    ...ways(NOTHING),
    'a decoration of a server': `module.exports = async (app) => {
  app.decorate('withdraw', (jti) => jti.length);
  app.delete('/auth/tokens/current', async (request, reply) => { await app.withdraw(request.user.jti); reply.code(204).send(); });
};`,
  },
  right: {
    ...ways(WRITES),
    'a decoration of a server': `module.exports = async (app) => {
  app.decorate('withdraw', (jti) => app.redis.del(jti));
  app.delete('/auth/tokens/current', async (request, reply) => { await app.withdraw(request.user.jti); reply.code(204).send(); });
};`,
    'a method that is nowhere to be seen': { 'src/routes.js': ROUTES },
  },
});
