import { Router } from 'express'
import { createRefresh, consumeRefresh } from '../tokens/refresh.js'
import { createAccess } from '../tokens/access.js'
import { User } from '../models/user.js'
import { handle } from '../handle.js'

export const token = Router()

token.post('/', handle(async (req, res) => {
  const { grant_type: grant, username, password, refresh_token: given } = req.body
  res.set('Cache-Control', 'no-store')

  if (grant === 'password') {
    const user = await User.authenticate(username, password)
    if (!user) return res.status(400).json({ error: 'invalid_grant' })
    return res.json({ access_token: await createAccess(user.id), refresh_token: await createRefresh(user.id) })
  }

  if (grant === 'refresh_token') {
    const userId = await consumeRefresh(String(given))
    if (!userId) return res.status(400).json({ error: 'invalid_grant' })
    return res.json({ access_token: await createAccess(userId), refresh_token: await createRefresh(userId) })
  }

  return res.status(400).json({ error: 'unsupported_grant_type' })
}))
