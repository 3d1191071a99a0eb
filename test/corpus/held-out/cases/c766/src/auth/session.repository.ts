import { Inject, Injectable } from '@nestjs/common';
import { and, eq, gt } from 'drizzle-orm';
import { DRIZZLE, type Database } from '../db/drizzle.module';
import { sessions } from '../db/schema';

@Injectable()
export class SessionRepository {
  constructor(@Inject(DRIZZLE) private readonly db: Database) {}

  async open(userId: string, device: string, expiresAt: Date): Promise<string> {
    const [row] = await this.db
      .insert(sessions)
      .values({ userId, device, expiresAt })
      .returning({ id: sessions.id });
    return row.id;
  }

  async find(id: string) {
    const [row] = await this.db
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, id), gt(sessions.expiresAt, new Date())))
      .limit(1);
    return row ?? null;
  }

  async close(id: string): Promise<void> {
    await this.db.delete(sessions).where(eq(sessions.id, id));
  }
}
