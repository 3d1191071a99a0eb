import { Body, Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { AccessGuard } from './access.guard';
import { AuthService } from './auth.service';
import { LoginDto } from './dto/login.dto';
import { UserSignedOutEvent } from './events/user-signed-out.event';
import type { AuthedRequest } from './types';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly events: EventEmitter2,
  ) {}

  @Post('login')
  @HttpCode(200)
  login(@Body() dto: LoginDto) {
    return this.auth.login(dto.email, dto.password);
  }

  @UseGuards(AccessGuard)
  @Post('sign-out')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async signOut(@Req() req: AuthedRequest): Promise<void> {
    await this.events.emitAsync(
      UserSignedOutEvent.key,
      new UserSignedOutEvent(req.user.id, req.user.tenantId, req.ip ?? ''),
    );
  }
}
