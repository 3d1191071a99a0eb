import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { Request, Response } from 'express';
import { LocalGuard } from '../auth/local.guard';
import { SignedInGuard } from '../auth/signed-in.guard';
import { SessionTerminator } from './session-terminator';
import { sessionOptions } from './session.options';

@Controller('session')
export class SessionController {
  constructor(private readonly terminator: SessionTerminator) {}

  @UseGuards(LocalGuard)
  @Post()
  signIn(@Req() req: Request) {
    return { name: (req.user as { name: string }).name };
  }

  @UseGuards(SignedInGuard)
  @Post('end')
  @HttpCode(204)
  async end(@Req() req: Request, @Res({ passthrough: true }) res: Response): Promise<void> {
    await this.terminator.terminate(req);
    res.clearCookie(sessionOptions.name!, { httpOnly: true, secure: true, sameSite: 'lax' });
  }
}
