import { BadRequestException, Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ClientRegistry } from '../clients/client-registry';
import { IdTokenHints } from './id-token-hints';
import { SsoSessions } from '../sso/sso-sessions';
import { EndSessionQuery } from './dto/end-session.query';

/** OpenID Connect RP-Initiated Logout 1.0, section 2. */
@Controller('oidc')
export class EndSessionController {
  constructor(
    private readonly clients: ClientRegistry,
    private readonly hints: IdTokenHints,
    private readonly sso: SsoSessions,
  ) {}

  @Get('end_session')
  async endSession(@Query() query: EndSessionQuery, @Req() req: Request, @Res() res: Response) {
    const hint = await this.hints.read(query.id_token_hint);
    const client = await this.clients.byId(hint.clientId);
    if (query.post_logout_redirect_uri && !client.allowsLogoutRedirect(query.post_logout_redirect_uri)) {
      throw new BadRequestException('post_logout_redirect_uri is not registered');
    }

    await this.sso.end(hint.sid);

    const target = new URL(query.post_logout_redirect_uri ?? '/signed-out', `https://${req.hostname}`);
    if (query.state) target.searchParams.set('state', query.state);
    res.redirect(target.href);
  }
}
