import { Inject, Injectable } from '@nestjs/common';
import { and, eq, isNull } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { DB } from '../db';
import { deskSession } from '../db/schema';

@Injectable()
export class DeskSessions {
  constructor(@Inject(DB) private readonly db: NodePgDatabase) {}

  async active(id: string) {
    const [session] = await this.db
      .select()
      .from(deskSession)
      .where(and(eq(deskSession.id, id), isNull(deskSession.finishedAt)));
    return session;
  }

  async finish(id: string): Promise<void> {
    await this.db.update(deskSession).set({ finishedAt: new Date() }).where(eq(deskSession.id, id));
  }
}
