import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

export interface Subject {
  id: string;
  sessionId: string;
  scopes: string[];
}

@Injectable()
export class TokenIssuer {
  constructor(private readonly jwt: JwtService) {}

  access(subject: Subject): Promise<string> {
    return this.jwt.signAsync(
      { sid: subject.sessionId, scope: subject.scopes.join(' ') },
      { subject: subject.id, audience: 'api' },
    );
  }
}
