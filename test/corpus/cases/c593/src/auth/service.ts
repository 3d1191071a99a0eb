import { sign } from 'hono/jwt'
import { and, eq, gt, isNull } from 'drizzle-orm'
import { refreshTokens } from '../db/schema'
import type { DB } from '../db'
import { hash, randomToken } from '../crypto'

const hours = (n: number) => n * 60 * 60
const now = () => Math.floor(Date.now() / 1000)

export class AuthService {
  constructor(private readonly db: DB, private readonly secret: string) {}

  private access(userId: string, family: string) {
    return sign({ sub: userId, sid: family, iat: now(), exp: now() + hours(8) }, this.secret)
  }

  async start(userId: string) {
    return this.next(userId, crypto.randomUUID())
  }

  private async next(userId: string, family: string) {
    const refresh = randomToken()
    await this.db.insert(refreshTokens).values({
      hash: await hash(refresh),
      userId,
      family,
      expiresAt: new Date(Date.now() + hours(24 * 21) * 1000),
    })
    return { access: await this.access(userId, family), refresh }
  }

  async rotate(refresh: string) {
    const [row] = await this.db
      .update(refreshTokens)
      .set({ usedAt: new Date() })
      .where(and(eq(refreshTokens.hash, await hash(refresh)), isNull(refreshTokens.usedAt), gt(refreshTokens.expiresAt, new Date())))
      .returning()
    return row ? this.next(row.userId, row.family) : null
  }

  async end(family: string) {
    await this.db.delete(refreshTokens).where(eq(refreshTokens.family, family))
  }
}
