import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { SessionsRepository } from './sessions.repository';

@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsRepository) {}

  @EventPattern('session.logout')
  async ended(@Payload() { id }: { id: string }): Promise<void> {
    await this.sessions.delete(id);
  }
}
