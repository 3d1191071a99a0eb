const jwt = require('jsonwebtoken');
const Joi = require('joi');
const argon2 = require('argon2');
const config = require('../config');
const members = require('../repositories/members');

const credentials = Joi.object({
  email: Joi.string().email().required(),
  password: Joi.string().min(8).max(128).required(),
});

// POST /api/session
exports.create = async (ctx) => {
  const { value, error } = credentials.validate(ctx.request.body);
  if (error) ctx.throw(422, error.message);

  const member = await members.byEmail(value.email.toLowerCase());
  if (!member || !(await argon2.verify(member.passwordHash, value.password))) {
    ctx.throw(401, 'wrong e-mail or password');
  }
  if (member.suspendedAt) ctx.throw(403, 'account suspended');

  const token = jwt.sign(
    {
      id: member.id,
      email: member.email,
      plan: member.plan,
      expiresIn: '2h',
    },
    config.jwt.secret,
    { algorithm: 'HS512' }
  );

  ctx.state.log.info({ member: member.id }, 'signed in');
  ctx.status = 201;
  ctx.body = { token, member: { id: member.id, name: member.name, plan: member.plan } };
};

// PATCH /api/session/plan
exports.switchPlan = async (ctx) => {
  const { plan } = ctx.request.body;
  if (!['free', 'team', 'pro'].includes(plan)) ctx.throw(422);
  await members.update(ctx.state.member.id, { plan });
  ctx.status = 204;
};
