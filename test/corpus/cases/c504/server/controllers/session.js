const Session = require('../models/session')
const User = require('../models/user')
const log = require('../log')

const WEEK = 7 * 24 * 3600 * 1000

/** POST /session */
exports.create = async ctx => {
  const { login, password } = ctx.request.body || {}
  ctx.assert(login && password, 422, 'login and password needed')

  const user = await User.findOne({ $or: [{ email: login }, { nick: login }] }).select('+password')
  if (!user || !(await user.matches(password))) {
    log.warn({ login, ip: ctx.ip }, 'login failed')
    ctx.throw(401, 'Wrong login or password')
  }

  const session = await Session.create({
    user: user._id,
    ip: ctx.ip,
    expires: new Date(Date.now() + WEEK)
  })
  ctx.cookies.set('kb.sess', session.id, { httpOnly: true, maxAge: WEEK, sameSite: 'lax', signed: true })
  ctx.status = 201
  ctx.body = { user: { id: user.id, nick: user.nick } }
}

/** DELETE /session */
exports.destroy = async ctx => {
  await Session.deleteOne({ _id: ctx.state.session._id })
  ctx.cookies.set('kb_sess', null, { httpOnly: true, sameSite: 'lax', signed: true })
  ctx.set('Cache-Control', 'no-store')
  ctx.status = 204
}
