import { Controller, HttpCode, Inject, Post, Req, UseGuards } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { SessionGuard } from './session.guard';

@Controller('auth')
export class AuthController {
  constructor(@Inject('SESSIONS') private readonly client: ClientProxy) {}

  @UseGuards(SessionGuard)
  @Post('logout')
  @HttpCode(204)
  async logout(@Req() req: { sessionId: string }): Promise<void> {
    await lastValueFrom(this.client.emit('session.logout', { id: req.sessionId }), { defaultValue: undefined });
  }
}
