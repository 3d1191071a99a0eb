import { randomBytes } from 'node:crypto'

interface Entry { userId: number; until: number }

const access = new Map<string, Entry>()
const refresh = new Map<string, Entry>()

const MIN = 60_000
const mint = () => randomBytes(24).toString('hex')

const alive = (store: Map<string, Entry>, token?: string) => {
  const hit = token ? store.get(token) : undefined
  return hit && hit.until > Date.now() ? hit : null
}

export function open (userId: number) {
  const a = mint()
  const r = mint()
  access.set(a, { userId, until: Date.now() + 20 * MIN })
  refresh.set(r, { userId, until: Date.now() + 14 * 24 * 60 * MIN })
  return { a, r }
}

export const userOf = (token?: string) => alive(access, token)?.userId ?? null

export function reopen (token?: string) {
  const hit = alive(refresh, token)
  if (!hit) return null
  refresh.delete(token!)
  return open(hit.userId)
}

export const close = (token: string) => access.delete(token)
