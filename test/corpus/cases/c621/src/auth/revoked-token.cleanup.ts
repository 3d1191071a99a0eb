import { Injectable, Logger } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import { LessThan, Repository } from 'typeorm';
import { RevokedToken } from './revoked-token.entity';

@Injectable()
export class RevokedTokenCleanup {
  private readonly logger = new Logger(RevokedTokenCleanup.name);

  constructor(@InjectRepository(RevokedToken) private readonly revoked: Repository<RevokedToken>) {}

  @Cron(CronExpression.EVERY_HOUR)
  async run() {
    const { affected } = await this.revoked.delete({ expiresAt: LessThan(new Date()) });
    if (affected) this.logger.log(`${affected} rows removed`);
  }
}
