import { Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { AuthEvents, SessionClosed } from '@club/contracts';
import { MemberGuard, MemberSession, type MemberSessionInfo } from '@club/sessions';

@Controller('auth')
export class AuthController {
  constructor(private readonly emitter: EventEmitter2) {}

  @Post('logout')
  @UseGuards(MemberGuard)
  @HttpCode(204)
  async logout(@MemberSession() session: MemberSessionInfo): Promise<void> {
    await this.emitter.emitAsync(AuthEvents.LoggedOut, new SessionClosed(session.id, session.memberId));
  }
}
