import { Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { Session, type SessionInfo } from '@acme/session';
import { SessionGuard, SessionRepository } from '@acme/session';
import { CustomerService } from '../customers/customer.service';

@Controller()
@UseGuards(SessionGuard)
export class MeController {
  constructor(
    private readonly customers: CustomerService,
    private readonly sessions: SessionRepository,
  ) {}

  @Get('me')
  whoAmI(@Session() session: SessionInfo) {
    return this.customers.summary(session.customerId);
  }

  @Get('me/orders')
  orders(@Session() session: SessionInfo) {
    return this.customers.orders(session.customerId);
  }

  @Post('logout')
  @HttpCode(204)
  async logout(@Session() session: SessionInfo) {
    await this.sessions.remove(session.id);
  }
}
