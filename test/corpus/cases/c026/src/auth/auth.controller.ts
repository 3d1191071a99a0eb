import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SessionGuard } from './session.guard';

@Controller('auth')
@UseGuards(SessionGuard)
export class AuthController {
  constructor(private readonly events: EventEmitter2) {}

  @Post('logout')
  async logout(@Req() req: { session: { id: string } }): Promise<{ ok: true }> {
    await this.events.emitAsync('auth.logout', { sessionId: req.session.id });
    return { ok: true };
  }
}
