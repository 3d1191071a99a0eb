import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { RevokedToken } from '../entities/revoked-token.entity';

@Injectable()
export class PurgeRevokedTokensJob {
  constructor(@InjectRepository(RevokedToken) private readonly revokedTokens: Repository<RevokedToken>) {}

  @Cron(CronExpression.EVERY_DAY_AT_3AM)
  async run(): Promise<void> {
    await this.revokedTokens.delete({ expiresAt: LessThan(new Date()) });
  }
}
