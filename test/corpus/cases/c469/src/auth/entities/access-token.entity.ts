import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('access_tokens')
export class AccessToken {
  @PrimaryColumn('char', { length: 64 })
  hash: string;

  @Column('uuid')
  userId: string;

  @Column('timestamptz')
  expiresAt: Date;
}
