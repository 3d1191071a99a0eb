import { Controller, Logger } from '@nestjs/common';
import { Ctx, EventPattern, Payload, RmqContext } from '@nestjs/microservices';
import { PrismaRevocations } from '@acme/revocations';

interface TokenCompromised {
  jti: string;
  exp: number;
  reason: 'device_lost' | 'admin' | 'sign_out';
}

@Controller()
export class TokenEventsController {
  private readonly logger = new Logger(TokenEventsController.name);

  constructor(private readonly revocations: PrismaRevocations) {}

  @EventPattern('token.compromised')
  async onCompromised(@Payload() event: TokenCompromised, @Ctx() ctx: RmqContext): Promise<void> {
    await this.revocations.record(event.jti, new Date(event.exp * 1000));
    ctx.getChannelRef().ack(ctx.getMessage());
    this.logger.log(`token ${event.jti} put aside (${event.reason})`);
  }
}
