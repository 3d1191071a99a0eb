import { Body, Controller, Delete, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperatorGuard } from './operator.guard';
import { SESSION_STORE, type SessionStore } from './session-store.port';
import { OperatorsService } from '../operators/operators.service';
import { CredentialsDto } from './credentials.dto';
import { SESSION_COOKIE, dropSessionCookie, writeSessionCookie } from './session-cookie';

const EIGHT_HOURS = 8 * 3600;

@Controller('session')
export class SessionController {
  constructor(
    @Inject(SESSION_STORE) private readonly store: SessionStore,
    private readonly operators: OperatorsService,
  ) {}

  @Post()
  @HttpCode(204)
  async create(@Body() body: CredentialsDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const operator = await this.operators.authenticate(body);
    const id = await this.store.create({ operatorId: operator.id }, EIGHT_HOURS);
    writeSessionCookie(reply, id, EIGHT_HOURS);
  }

  @Delete()
  @UseGuards(OperatorGuard)
  @HttpCode(204)
  async remove(@Req() req: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.store.remove(req.cookies[SESSION_COOKIE]!);
    dropSessionCookie(reply);
  }
}
