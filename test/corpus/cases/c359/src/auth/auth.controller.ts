import { Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SessionGuard } from './session.guard';
import { AuthEvent } from './auth-event';

@Controller('auth')
@UseGuards(SessionGuard)
export class AuthController {
  constructor(private readonly emitter: EventEmitter2) {}

  @Post('logout')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async logout(@Req() req: { session: { id: string; userId: string } }): Promise<void> {
    await this.emitter.emitAsync('auth.logged-out', new AuthEvent('logged-out', req.session.userId, req.session.id));
  }

  @Post('lock')
  @HttpCode(204)
  async lock(@Req() req: { session: { id: string; userId: string } }): Promise<void> {
    await this.emitter.emitAsync('auth.locked', new AuthEvent('locked', req.session.userId, req.session.id));
  }
}
