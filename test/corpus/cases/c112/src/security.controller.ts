import { Controller, Get, Query, Render, Req, UseGuards } from '@nestjs/common';
import { SessionGuard } from './session.guard';
import { AuditService } from './audit.service';

@Controller('security')
export class SecurityController {
  constructor(private readonly audit: AuditService) {}

  @UseGuards(SessionGuard)
  @Get('logouts')
  logouts(@Req() req: { user: { id: string } }, @Query('page') page = '1') {
    return this.audit.list(req.user.id, 'logout', Number(page));
  }

  @Get('logged-out')
  @Render('logged-out')
  loggedOut() {
    return { title: 'You are signed out' };
  }
}
