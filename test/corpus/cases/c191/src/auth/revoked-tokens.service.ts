import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { RevokedToken } from './revoked-token.entity';

@Injectable()
export class RevokedTokensService {
  constructor(@InjectRepository(RevokedToken) private readonly rows: Repository<RevokedToken>) {}

  contains(jti: string): Promise<boolean> {
    return this.rows.existsBy({ jti });
  }

  async add(jti: string, expiresAt: Date): Promise<void> {
    await this.rows.save({ jti, expiresAt });
  }
}
