import { Controller, Delete, Get, Header, HttpCode, Param, ParseUUIDPipe, UseGuards } from '@nestjs/common';
import { SessionGuard } from './session.guard';
import { Current, CurrentSession } from './current-session.decorator';
import { SessionsService } from './sessions.service';

@Controller('sessions')
@UseGuards(SessionGuard)
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  list(@Current() session: CurrentSession) {
    return this.sessions.list(session.userId);
  }

  @Delete('current')
  @HttpCode(204)
  @Header('Cache-Control', 'no-store')
  logout(@Current() session: CurrentSession) {
    return this.sessions.terminate(session.userId, session.id);
  }

  @Delete(':id')
  @HttpCode(204)
  terminate(@Current() session: CurrentSession, @Param('id', ParseUUIDPipe) id: string) {
    return this.sessions.terminate(session.userId, id);
  }
}
