import { Controller, Delete, HttpCode, Req, UseGuards } from '@nestjs/common';
import { AccessGuard } from './access.guard';
import { AuthService } from './auth.service';

@Controller('session')
export class SessionController {
  constructor(private readonly auth: AuthService) {}

  @Delete()
  @HttpCode(204)
  @UseGuards(AccessGuard)
  async remove(@Req() req: any): Promise<void> {
    await this.auth.close(req.auth.session);
  }
}
