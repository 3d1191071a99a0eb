import { Controller, InternalServerErrorException, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AuthenticatedGuard } from './authenticated.guard';

@Controller('auth')
export class AuthController {
  @UseGuards(AuthenticatedGuard)
  @Post('logout')
  async logout(@Req() req: Request, @Res() res: Response): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      req.session.destroy((error) => (error ? reject(new InternalServerErrorException()) : resolve()));
    });
    res.clearCookie('connect.sid').json({ msg: 'The user session has ended' });
  }
}
