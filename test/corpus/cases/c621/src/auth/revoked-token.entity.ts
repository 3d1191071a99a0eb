import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('revoked_tokens')
export class RevokedToken {
  @PrimaryColumn('uuid')
  jti: string;

  @Index()
  @Column({ type: 'timestamptz', name: 'expires_at' })
  expiresAt: Date;
}
