import { Logger, UseFilters, UsePipes, ValidationPipe } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  OnGatewayConnection,
  SubscribeMessage,
  WebSocketGateway,
  WebSocketServer,
  WsException,
} from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import { DeskSessions } from './desk-sessions';
import { TicketsService } from '../tickets/tickets.service';
import { ReplyDto } from './dto/reply.dto';
import { WsProblemFilter } from './ws-problem.filter';

interface DeskSocket extends Socket {
  data: { sessionId: string; agentId: string };
}

@UseFilters(WsProblemFilter)
@UsePipes(new ValidationPipe({ whitelist: true }))
@WebSocketGateway({ namespace: 'desk', transports: ['websocket'] })
export class DeskGateway implements OnGatewayConnection {
  private readonly logger = new Logger(DeskGateway.name);

  @WebSocketServer()
  private readonly server!: Server;

  constructor(
    private readonly sessions: DeskSessions,
    private readonly tickets: TicketsService,
  ) {}

  async handleConnection(client: DeskSocket): Promise<void> {
    const session = await this.sessions.active(String(client.handshake.auth.session ?? ''));
    if (!session) {
      client.emit('problem', { code: 'session_ended' });
      client.disconnect(true);
      return;
    }
    client.data = { sessionId: session.id, agentId: session.agentId };
    await client.join(`session:${session.id}`);
  }

  @SubscribeMessage('reply')
  async reply(@ConnectedSocket() client: DeskSocket, @MessageBody() dto: ReplyDto) {
    if (!(await this.sessions.active(client.data.sessionId))) {
      throw new WsException('session_ended');
    }
    const message = await this.tickets.reply(dto.ticketId, client.data.agentId, dto.text);
    this.server.to(`ticket:${dto.ticketId}`).emit('message', message);
    return { ok: true, id: message.id };
  }

  @SubscribeMessage('sign_off')
  async signOff(@ConnectedSocket() client: DeskSocket) {
    const { sessionId, agentId } = client.data;
    await this.sessions.finish(sessionId);
    this.logger.log(`agent ${agentId} signed off`);
    setTimeout(() => this.server.in(`session:${sessionId}`).disconnectSockets(true), 250);
    return { ok: true };
  }
}
