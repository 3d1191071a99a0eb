import { Body, Authorized, CurrentUser, HttpCode, JsonController, OnUndefined, Post, Header } from 'routing-controllers';
import { Service } from 'typedi';
import { AuthService } from './AuthService';
import { LoginBody, RefreshBody } from './bodies';
import type { User } from '../user/User';

@Service()
@JsonController('/auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('/login')
  login(@Body() body: LoginBody) {
    return this.auth.login(body.email, body.password);
  }

  @Post('/refresh')
  refresh(@Body() body: RefreshBody) {
    return this.auth.refresh(body.refreshToken);
  }

  @Post('/logout')
  @Authorized()
  @OnUndefined(204)
  @Header('Cache-Control', 'no-store')
  async logout(@CurrentUser({ required: true }) user: User) {
    await this.auth.logout(user.id);
  }
}
