import { Controller, Post, Req, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { AuthenticationService } from './authentication.service';
import { RequestWithUser } from './request-with-user.interface';

@Controller('authentication')
export class AuthenticationController {
  constructor(private readonly authenticationService: AuthenticationService) {}

  @UseGuards(AuthGuard('jwt-refresh-token'))
  @Post('refresh')
  refresh(@Req() request: RequestWithUser) {
    const cookie = this.authenticationService.getCookieWithJwtAccessToken(request.user.id);
    request.res.setHeader('Set-Cookie', cookie);
    return { id: request.user.id, email: request.user.email };
  }
}
