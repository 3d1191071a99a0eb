import { Controller } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { from, map, type Observable } from 'rxjs';
import { SessionsService } from './sessions.service';

@Controller()
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @MessagePattern('session.find')
  find(@Payload() { sessionId }: { sessionId: string }) {
    return this.sessions.find(sessionId);
  }

  @MessagePattern('session.revoke')
  revoke(@Payload() { sessionId }: { sessionId: string }): Observable<boolean> {
    return from(this.sessions.revoke(sessionId)).pipe(map((count) => count > 0));
  }
}
