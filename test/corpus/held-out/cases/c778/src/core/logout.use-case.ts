import { Injectable } from '@nestjs/common';
import { LoginRepository } from './ports/login.repository';

@Injectable()
export class LogoutUseCase {
  constructor(private readonly logins: LoginRepository) {}

  execute(loginId: string): Promise<void> {
    return this.logins.remove(loginId);
  }
}
