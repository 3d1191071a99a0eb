import { Body, Controller, Delete, Get, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { CurrentSession } from './current-session.decorator';
import { CreateSessionDto } from './dto/create-session.dto';
import { Session } from './session.entity';
import { SessionGuard } from './session.guard';
import { SessionsService } from './sessions.service';

const COOKIE = 'parcels_sid';
const COOKIE_OPTIONS = { httpOnly: true, secure: true, sameSite: 'strict', path: '/api' } as const;

@Controller({ path: 'sessions', version: '1' })
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @Post()
  async create(@Body() dto: CreateSessionDto, @Res({ passthrough: true }) res: Response) {
    const { token, session } = await this.sessions.open(dto);
    res.cookie(COOKIE, token, { ...COOKIE_OPTIONS, expires: session.expiresAt });
    return { id: session.id };
  }

  @Get('me')
  @UseGuards(SessionGuard)
  me(@CurrentSession() session: Session) {
    const { user } = session;
    return { id: user.id, name: user.name, depot: user.depot, since: session.createdAt };
  }

  @Delete('current')
  @HttpCode(204)
  @UseGuards(SessionGuard)
  async logout(@CurrentSession() session: Session, @Res({ passthrough: true }) res: Response) {
    await this.sessions.close(session);
    res.clearCookie(COOKIE, COOKIE_OPTIONS);
  }
}
