import { Controller, Delete, Header, HttpCode, Param, ParseUUIDPipe, Get, UseGuards } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Actor, ActorRef } from '../../common/actor.decorator';
import { SessionGuard } from '../../common/session.guard';
import { EndSessionCommand } from '../commands/end-session.command';
import { ListSessionsQuery } from '../queries/list-sessions.query';

@Controller('sessions')
@UseGuards(SessionGuard)
export class SessionController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Get()
  list(@Actor() actor: ActorRef) {
    return this.queries.execute(new ListSessionsQuery(actor.userId));
  }

  @Delete('current')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  async logout(@Actor() actor: ActorRef) {
    await this.commands.execute(new EndSessionCommand(actor.userId, actor.sessionId));
  }

  @Delete(':id')
  @HttpCode(204)
  async remove(@Actor() actor: ActorRef, @Param('id', ParseUUIDPipe) id: string) {
    await this.commands.execute(new EndSessionCommand(actor.userId, id));
  }
}
