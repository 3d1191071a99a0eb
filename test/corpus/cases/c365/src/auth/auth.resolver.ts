import { UseGuards } from '@nestjs/common';
import { Mutation, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { CurrentSession } from './current-session.decorator';
import { SessionGuard } from './session.guard';
import { SessionService } from './session.service';

@Resolver()
@UseGuards(SessionGuard)
export class AuthResolver {
  constructor(private readonly sessions: SessionService) {}

  @Mutation(() => Date)
  async signOut(@CurrentSession() session: { id: string }): Promise<Date> {
    const result = await this.sessions.end(session.id);
    if (!result.ok) {
      throw new GraphQLError('You are still signed in', {
        extensions: { code: result.error.kind === 'storage' ? 'SERVICE_UNAVAILABLE' : 'NOT_FOUND' },
      });
    }
    return result.value;
  }
}
