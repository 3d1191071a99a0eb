import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Err, Ok, Result } from '../shared/result';
import { Session } from './session.schema';

export type EndError = { kind: 'not-found' } | { kind: 'storage'; cause: unknown };

@Injectable()
export class SessionService {
  constructor(@InjectModel(Session.name) private readonly model: Model<Session>) {}

  async isActive(id: string): Promise<boolean> {
    return (await this.model.countDocuments({ _id: id, endedAt: null, expiresAt: { $gt: new Date() } })) > 0;
  }

  async end(id: string): Promise<Result<Date, EndError>> {
    try {
      const endedAt = new Date();
      const { matchedCount } = await this.model.updateOne({ _id: id }, { $set: { endedAt } });
      return matchedCount === 1 ? Ok(endedAt) : Err({ kind: 'not-found' });
    } catch (cause) {
      return Err({ kind: 'storage', cause });
    }
  }
}
