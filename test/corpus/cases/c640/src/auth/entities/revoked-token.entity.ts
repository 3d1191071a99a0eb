import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('revoked_tokens')
export class RevokedToken {
  @PrimaryColumn('uuid')
  jti!: string;

  @Index()
  @Column('timestamptz')
  expiresAt!: Date;

  @CreateDateColumn()
  createdAt!: Date;
}
