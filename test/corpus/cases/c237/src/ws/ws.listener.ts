import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { WsGateway } from './ws.gateway';

@Injectable()
export class WsListener {
  constructor(private readonly gateway: WsGateway) {}

  @OnEvent('user.loggedOut')
  close({ sid }: { sid: string }) {
    this.gateway.close(sid);
  }
}
