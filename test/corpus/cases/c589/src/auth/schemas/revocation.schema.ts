import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

@Schema({ collection: 'revocations', versionKey: false })
export class Revocation {
  @Prop({ required: true, unique: true })
  token: string;

  @Prop({ required: true, index: { expires: 0 } })
  expiresAt: Date;
}

export const RevocationSchema = SchemaFactory.createForClass(Revocation);
