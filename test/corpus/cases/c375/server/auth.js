const jwt = require('jsonwebtoken')
const crypto = require('crypto')

const SECRET = process.env.SECRET || crypto.randomBytes(32).toString('hex')
const goodbye = Object.create(null)

setInterval(function forget () {
  const now = Date.now() / 1000
  Object.keys(goodbye).forEach(function (id) {
    if (goodbye[id] < now) delete goodbye[id]
  })
}, 60 * 1000).unref()

function signIn (user) {
  return jwt.sign({ user: user, jti: crypto.randomBytes(9).toString('base64') }, SECRET, { expiresIn: 3 * 60 * 60 })
}

function whoIs (token) {
  const t = jwt.verify(token, SECRET)
  if (t.jti in goodbye) throw new Error('signed off')
  return t
}

function signOff (token) {
  const t = whoIs(token)
  goodbye[t.jti] = t.exp
}

module.exports = { signIn, whoIs, signOff }
