import { inject, singleton } from 'tsyringe';
import { sign } from 'jsonwebtoken';
import { accessOptions, inviteOptions } from '../config/jwt.options';
import { Settings } from '../config/Settings';
import type { Invitation, Login } from '../types';

@singleton()
export class TokenService {
  constructor(@inject(Settings) private readonly settings: Settings) {}

  access(login: Login): string {
    return sign(
      { sid: login.sessionId, role: login.role },
      this.settings.accessSecret,
      { ...accessOptions, subject: login.userId },
    );
  }

  /** link in the invitation mail; the invitation is deleted when it is accepted */
  invite(invitation: Invitation): string {
    return sign({ invitation: invitation.id }, this.settings.inviteSecret, Object.assign({}, inviteOptions));
  }
}
