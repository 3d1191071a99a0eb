import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'node:crypto';

export interface Customer {
  id: string;
  locale: string;
  shopId: string;
}

@Injectable()
export class TokenFactory {
  constructor(private readonly jwtService: JwtService) {}

  forCustomer(customer: Customer): string {
    return this.jwtService.sign({
      sub: customer.id,
      shop: customer.shopId,
      locale: customer.locale,
      jti: randomUUID(),
    });
  }
}
