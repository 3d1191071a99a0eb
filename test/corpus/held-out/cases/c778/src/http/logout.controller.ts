import { Controller, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { LogoutUseCase } from '../core/logout.use-case';
import type { Login } from '../core/ports/login.repository';
import { AccessGuard } from './access.guard';

@Controller()
export class LogoutController {
  constructor(private readonly useCase: LogoutUseCase) {}

  @UseGuards(AccessGuard)
  @Post('logout')
  @HttpCode(204)
  logout(@Req() req: { login: Login }) {
    return this.useCase.execute(req.login.id);
  }
}
