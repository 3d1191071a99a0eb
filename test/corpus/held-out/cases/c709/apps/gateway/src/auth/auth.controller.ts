import { Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { Observable, map, timeout } from 'rxjs';
import { SessionGuard } from './session.guard';
import { CurrentSession } from './current-session.decorator';

@Controller('auth')
export class AuthController {
  constructor(@Inject('IDENTITY') private readonly identity: ClientProxy) {}

  @Post('logout')
  @HttpCode(200)
  @UseGuards(SessionGuard)
  logout(@CurrentSession('id') sessionId: string): Observable<{ success: true }> {
    return this.identity.send('session.revoke', { sessionId }).pipe(
      timeout(3000),
      map(() => ({ success: true as const })),
    );
  }
}
