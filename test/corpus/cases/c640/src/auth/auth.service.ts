import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'node:crypto';
import { EmployeesService } from '../employees/employees.service';
import { LoginDto } from './dto/login.dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly employees: EmployeesService,
    private readonly jwt: JwtService,
  ) {}

  async login(dto: LoginDto): Promise<string> {
    const employee = await this.employees.checkPassword(dto.email, dto.password);
    if (!employee) throw new UnauthorizedException();
    return this.jwt.signAsync({ sub: employee.id, jti: randomUUID() }, { expiresIn: '8h' });
  }
}
