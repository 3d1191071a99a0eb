import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ConfirmEmailDto, ResetPasswordDto } from './dto';
import { MailLinksService } from './mail-links.service';

@Controller('mail-links')
export class MailLinksController {
  constructor(private readonly links: MailLinksService) {}

  @Post('confirm-email')
  @HttpCode(204)
  confirmEmail(@Body() { token }: ConfirmEmailDto) {
    return this.links.confirmEmail(token);
  }

  @Post('reset-password')
  @HttpCode(204)
  resetPassword(@Body() { token, password }: ResetPasswordDto) {
    return this.links.resetPassword(token, password);
  }
}
