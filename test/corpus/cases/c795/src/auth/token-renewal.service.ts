import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { EntityRepository } from '@mikro-orm/postgresql';
import { InjectRepository } from '@mikro-orm/nestjs';
import { randomUUID } from 'node:crypto';
import { Agent } from '../agents/agent.entity';

export interface AgentClaims {
  sub: string;
  branch: string;
  jti: string;
}

@Injectable()
export class TokenRenewalService {
  constructor(
    private readonly jwt: JwtService,
    @InjectRepository(Agent) private readonly agents: EntityRepository<Agent>,
  ) {}

  async renew(token: string): Promise<{ token: string }> {
    let claims: AgentClaims;
    try {
      claims = await this.jwt.verifyAsync<AgentClaims>(token, { ignoreExpiration: true });
    } catch {
      throw new UnauthorizedException('The token can not be renewed');
    }

    const agent = await this.agents.findOne({ id: claims.sub }, { populate: ['branch'] });
    if (!agent) {
      throw new UnauthorizedException('The token can not be renewed');
    }

    return {
      token: await this.jwt.signAsync(
        { sub: agent.id, branch: agent.branch.code, jti: randomUUID() },
        { expiresIn: '20m' },
      ),
    };
  }
}
