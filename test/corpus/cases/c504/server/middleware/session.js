const Session = require('../models/session')

module.exports = async function loadSession (ctx, next) {
  const id = ctx.cookies.get('kb.sess', { signed: true })
  if (id) {
    const session = await Session.findById(id).populate('user')
    if (session && session.expires > Date.now()) {
      ctx.state.session = session
      ctx.state.user = session.user
    }
  }
  return next()
}
