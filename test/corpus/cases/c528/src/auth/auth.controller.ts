import { Body, Controller, Header, Headers, HttpCode, Ip, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SignInCommand } from './commands/sign-in.handler';
import { SignOutCommand } from './commands/sign-out.handler';
import { SessionGuard } from './session.guard';
import { CurrentUser } from './current-user.decorator';

@Controller('auth')
export class AuthController {
  constructor(private readonly commands: CommandBus) {}

  @Post('sign-in')
  signIn(@Body() body: { email: string; password: string }, @Ip() ip: string) {
    return this.commands.execute(new SignInCommand(body.email, body.password, ip));
  }

  @Post('sign-out')
  @HttpCode(204)
  @UseGuards(SessionGuard)
  @Header('Cache-Control', 'no-store')
  async signOut(@Headers('x-session-id') sessionId: string, @CurrentUser() user: { id: string }): Promise<void> {
    await this.commands.execute(new SignOutCommand(sessionId, user.id));
  }
}
