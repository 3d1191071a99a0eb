import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { randomBytes } from 'crypto';
import { Repository } from 'typeorm';
import { Session } from './session.entity';

@Injectable()
export class SessionsService {
  constructor(@InjectRepository(Session) private readonly repo: Repository<Session>) {}

  async create(data: { subject: string; idpSid: string }): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    await this.repo.insert({ id, ...data });
    return id;
  }

  find(id: string) {
    return this.repo.findOneBy({ id });
  }

  async removeByIdpSid(idpSid: string): Promise<void> {
    await this.repo.delete({ idpSid });
  }
}
