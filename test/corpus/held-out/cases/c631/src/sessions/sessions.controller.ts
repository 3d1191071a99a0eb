import { Controller, Delete, HttpCode, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SessionGuard, SessionId } from '../auth';
import { TerminateSession } from './terminate-session.command';

@Controller('sessions')
@UseGuards(SessionGuard)
export class SessionsController {
  constructor(private readonly bus: CommandBus) {}

  @Delete('current')
  @HttpCode(204)
  async terminate(@SessionId() id: string): Promise<void> {
    await this.bus.execute(new TerminateSession(id));
  }
}
