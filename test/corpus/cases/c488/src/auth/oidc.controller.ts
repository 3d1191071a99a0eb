import { BadRequestException, Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { OidcClient } from './oidc.client';
import { SessionsService } from './sessions.service';

@Controller('oidc')
export class OidcController {
  constructor(
    private readonly oidc: OidcClient,
    private readonly sessions: SessionsService,
  ) {}

  @Get('login')
  async login(@Req() req: Request, @Res() res: Response) {
    res.redirect(await this.oidc.authorizationUrl(req));
  }

  @Get('callback')
  async callback(@Req() req: Request, @Res() res: Response) {
    const tokens = await this.oidc.exchange(req);
    const sid = await this.sessions.create({ subject: tokens.claims().sub, idpSid: String(tokens.claims().sid) });
    res.cookie('sid', sid, { httpOnly: true, secure: true, sameSite: 'none', path: '/' });
    res.redirect('/');
  }

  /** front-channel logout, called by the identity provider */
  @Get('frontchannel-logout')
  @Header('Cache-Control', 'no-store')
  async frontchannelLogout(@Query('iss') iss: string, @Query('sid') idpSid: string, @Res() res: Response) {
    if (iss !== this.oidc.issuer || !idpSid) throw new BadRequestException();
    await this.sessions.removeByIdpSid(idpSid);
    res.clearCookie('sid', { httpOnly: true, secure: true, sameSite: 'none', path: '/' });
    res.status(200).send();
  }
}
