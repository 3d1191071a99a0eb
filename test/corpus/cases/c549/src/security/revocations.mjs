import { RevokedToken } from '../models/index.mjs'

export async function isRevoked (jti) {
  if (!jti) return true
  return (await RevokedToken.count({ where: { jti } })) > 0
}

export async function revoke ({ jti, exp, sub }) {
  await RevokedToken.upsert({ jti, userId: sub, expiresAt: new Date(exp * 1000) })
}
