import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('refresh_tokens')
export class RefreshToken {
  @PrimaryColumn('char', { length: 64 })
  hash: string;

  @Column('uuid')
  userId: string;

  @Column('timestamptz')
  expiresAt: Date;
}
