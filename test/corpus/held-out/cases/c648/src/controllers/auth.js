const Router = require('koa-router');
const jsonwebtoken = require('jsonwebtoken');
const bcrypt = require('bcryptjs');
const { v4: uuid } = require('uuid');
const User = require('../models/user');
const { jwt: { secret, ttl } } = require('../config/default');

const router = new Router({ prefix: '/auth' });

router.post('/register', async (ctx) => {
  const { email, password, name } = ctx.request.body;
  if (await User.exists({ email })) ctx.throw(409, 'E-mail already registered');
  const user = await User.create({ email, name, password: await bcrypt.hash(password, 12) });
  ctx.status = 201;
  ctx.body = { id: user.id };
});

router.post('/login', async (ctx) => {
  const { email, password } = ctx.request.body;
  const user = await User.findOne({ email });
  if (!user || !(await bcrypt.compare(password, user.password))) ctx.throw(401, 'Wrong credentials');
  ctx.body = {
    token: jsonwebtoken.sign({ id: user.id, name: user.name }, secret, { expiresIn: ttl, jwtid: uuid() }),
    user: { id: user.id, name: user.name },
  };
});

module.exports = router;
