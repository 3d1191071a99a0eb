import { Controller, Delete, HttpCode, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { LogOutCommand } from '../application/commands/log-out.handler';
import { Current, SessionGuard, type CurrentSession } from './session.guard';

@Controller('session')
@UseGuards(SessionGuard)
export class SessionController {
  constructor(private readonly commandBus: CommandBus) {}

  @Delete()
  @HttpCode(204)
  async logOut(@Current() session: CurrentSession): Promise<void> {
    await this.commandBus.execute(new LogOutCommand(session.userId, session.id));
  }
}
