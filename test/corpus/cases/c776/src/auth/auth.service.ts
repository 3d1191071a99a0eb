import { Inject, Injectable, Logger, UnauthorizedException } from '@nestjs/common';
import { EntityRepository } from '@mikro-orm/core';
import { InjectRepository } from '@mikro-orm/nestjs';
import { JwtService } from '@nestjs/jwt';
import { Employee } from '../employees/employee.entity';
import { PASSWORDS, PasswordPort } from './ports/password.port';
import { toClaims } from './domain/claims';

@Injectable()
export class AuthService {
  private readonly logger = new Logger(AuthService.name);

  constructor(
    @InjectRepository(Employee) private readonly employees: EntityRepository<Employee>,
    @Inject(PASSWORDS) private readonly passwords: PasswordPort,
    private readonly jwt: JwtService,
  ) {}

  async login(badge: string, password: string) {
    const employee = await this.employees.findOne({ badge }, { populate: ['roles'] });
    if (!employee || !(await this.passwords.matches(employee.passwordHash, password))) {
      this.logger.warn(`failed login for badge ${badge}`);
      throw new UnauthorizedException();
    }
    return { access_token: await this.jwt.signAsync(toClaims(employee), { expiresIn: '15m' }) };
  }

  async logout(employeeId: string): Promise<void> {
    await this.employees
      .createQueryBuilder()
      .update({ credentialsVersion: this.employees.getKnex().raw('credentials_version + 1') })
      .where({ id: employeeId })
      .execute();
  }
}
