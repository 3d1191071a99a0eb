import { io, type Socket } from 'socket.io-client';
import type { App } from 'vue';
import { bus } from '@/lib/bus';

let socket: Socket | undefined;

export default {
  install(app: App) {
    bus.on('auth:login', () => {
      socket = io({ withCredentials: true, transports: ['websocket'] });
      socket.on('message', (m) => bus.emit('toast', { text: m.text, kind: 'info' }));
    });

    bus.on('auth:signed-out', () => {
      socket?.disconnect();
      socket = undefined;
    });

    app.provide('socket', () => socket);
  },
};
