import { Router } from 'express'
import 'express-async-errors'
import { createToken, endToken, readToken } from '../lib/token.js'
import { Users } from '../models/index.js'

export const account = Router()

const signedIn = async (req, res, next) => {
  try {
    req.claims = await readToken(req.get('x-access-token'))
  } catch (err) {
    return res.status(401).json({ error: err.message })
  }
  next()
}

account.post('/login', async (req, res) => {
  const user = await Users.login(req.body.email, req.body.password)
  if (!user) return res.status(401).json({ error: 'login failed' })
  res.json({ token: await createToken(user) })
})

account.get('/profile', signedIn, async (req, res) => {
  const user = await Users.get(req.claims.id)
  res.set('Cache-Control', 'no-store').json(user)
})

account.post('/logout', signedIn, async (req, res) => {
  await endToken(req.claims.jti)
  res.set('Cache-Control', 'no-store').status(204).end()
})
