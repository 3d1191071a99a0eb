const jwt = require('jsonwebtoken')
const { v4: uuid } = require('uuid')
const store = require('./store')

const ACCESS = 2 * 60 * 60
const REFRESH = 20 * 24 * 60 * 60

exports.pair = async (userId) => {
  const refresh = uuid()
  await store.saveRefresh(refresh, userId, REFRESH)
  const access = jwt.sign({ sub: userId }, process.env.JWT_KEY, { jwtid: uuid(), expiresIn: ACCESS })
  return { access, refresh }
}

exports.read = (token) => jwt.verify(token, process.env.JWT_KEY, { algorithms: ['HS256'] })
