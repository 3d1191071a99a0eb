import { Body, HttpCode, JsonController, OnUndefined, Post, Res, UnauthorizedError } from 'routing-controllers';
import { Service } from 'typedi';
import type { Response } from 'express';
import jwt from 'jsonwebtoken';
import { v4 as uuid } from 'uuid';
import { DenyRepository } from './DenyRepository';
import { AccountService } from '../accounts/AccountService';
import { LoginBody } from './LoginBody';

@Service()
@JsonController('/auth')
export class AuthController {
  constructor(
    private readonly accounts: AccountService,
    private readonly deny: DenyRepository,
  ) {}

  @Post('/login')
  @HttpCode(200)
  async login(@Body() body: LoginBody) {
    const account = await this.accounts.check(body.login, body.password);
    if (!account) throw new UnauthorizedError();
    return {
      token: jwt.sign({ sub: account.id }, process.env.JWT_SECRET!, { jwtid: uuid(), expiresIn: '5h' }),
    };
  }

  @Post('/logout')
  @OnUndefined(204)
  async logout(@Res() res: Response) {
    const { token, claims } = res.locals;
    await this.deny.add(token, new Date(claims.exp * 1000));
  }
}
