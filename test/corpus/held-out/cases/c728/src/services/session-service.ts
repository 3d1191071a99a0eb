import type { Collection, Db } from 'mongodb';
import { nanoid } from 'nanoid';

interface SessionDoc {
  _id: string;
  driverId: string;
  createdAt: Date;
}

export class SessionService {
  private readonly sessions: Collection<SessionDoc>;

  constructor(db: Db) {
    this.sessions = db.collection<SessionDoc>('sessions');
  }

  async begin(driverId: string) {
    const session: SessionDoc = { _id: nanoid(40), driverId, createdAt: new Date() };
    await this.sessions.insertOne(session);
    return session._id;
  }

  async resolve(id: string) {
    return this.sessions.findOne({ _id: id, createdAt: { $gt: new Date(Date.now() - 12 * 3_600_000) } });
  }

  async terminate(id: string) {
    await this.sessions.deleteOne({ _id: id });
  }
}
