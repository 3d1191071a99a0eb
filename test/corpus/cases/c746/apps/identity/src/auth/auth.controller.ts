import { Body, Controller, HttpCode, HttpStatus, Post, Req, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AccessGuard } from '@acme/security';
import { LoginDto } from './dto/login.dto';
import { LoginCommand } from './commands/login.command';
import { LogoutCommand } from './commands/logout.command';
import { AuthenticatedRequest } from './auth.types';

@ApiTags('auth')
@Controller({ path: 'auth', version: '1' })
export class AuthController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post('login')
  @HttpCode(HttpStatus.OK)
  login(@Body() dto: LoginDto) {
    return this.commands.execute(new LoginCommand(dto.email.toLowerCase(), dto.password));
  }

  @ApiBearerAuth()
  @UseGuards(AccessGuard)
  @Post('logout')
  @HttpCode(HttpStatus.NO_CONTENT)
  async logout(@Req() req: AuthenticatedRequest): Promise<void> {
    await this.commands.execute(
      new LogoutCommand(req.principal.accountId, req.ip, req.headers['user-agent'] ?? 'unknown'),
    );
  }
}
