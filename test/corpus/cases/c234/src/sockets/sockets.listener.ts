import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { SocketsGateway } from './sockets.gateway';

@Injectable()
export class SocketsListener {
  constructor(private readonly gateway: SocketsGateway) {}

  @OnEvent('user.*')
  handle({ sessionId }: { sessionId: string }) {
    this.gateway.server.in(sessionId).disconnectSockets(true);
  }
}
