import { BadRequestException, Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { JwtService } from '@nestjs/jwt';
import { hash } from '@node-rs/argon2';
import { MailerService } from '@nestjs-modules/mailer';
import { UsersRepository } from '../users/users.repository';

type Purpose = 'confirm-email' | 'reset-password';

interface LinkPayload {
  email: string;
  purpose: Purpose;
}

@Injectable()
export class MailLinksService {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: ConfigService,
    private readonly mailer: MailerService,
    private readonly users: UsersRepository,
  ) {}

  async sendConfirmation(email: string): Promise<void> {
    const token = await this.create(email, 'confirm-email', '2d');
    await this.mailer.sendMail({
      to: email,
      subject: 'Please confirm your address',
      template: 'confirm-email',
      context: { url: `${this.config.getOrThrow('WEB_URL')}/confirm?token=${token}` },
    });
  }

  async confirmEmail(token: string): Promise<void> {
    const { email } = await this.read(token, 'confirm-email');
    await this.users.markConfirmed(email);
  }

  async resetPassword(token: string, password: string): Promise<void> {
    const { email } = await this.read(token, 'reset-password');
    await this.users.setPassword(email, await hash(password));
  }

  private create(email: string, purpose: Purpose, expiresIn: string): Promise<string> {
    return this.jwt.signAsync({ email, purpose } satisfies LinkPayload, {
      secret: this.config.getOrThrow('MAIL_LINK_SECRET'),
      expiresIn,
    });
  }

  private async read(token: string, purpose: Purpose): Promise<LinkPayload> {
    try {
      const payload = await this.jwt.verifyAsync<LinkPayload>(token, {
        secret: this.config.getOrThrow('MAIL_LINK_SECRET'),
      });
      if (payload.purpose === purpose) return payload;
    } catch {
      throw new BadRequestException('This link has expired');
    }
    throw new BadRequestException('This link is for something else');
  }
}
