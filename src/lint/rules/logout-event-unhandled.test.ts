import { rule } from '../../../test/support/lint.ts';

const BROWSER = {
  'Nav.jsx':
    "import { socket } from './socket'; export const Nav = () => { const logout = () => { socket.emit('logout'); sessionStorage.clear(); }; return <a onClick={logout} />; };",
  'socket.js': "import { io } from 'socket.io-client'; export const socket = io();",
};
const server = (event: string): string =>
  `const { Server } = require('socket.io'); const io = new Server(1); io.on('connection', (socket) => { socket.on('${event}', () => sessions.delete(socket.id)); });`;
const gateway = (event: string): string =>
  `import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets'; @WebSocketGateway() export class Chat { @SubscribeMessage('${event}') take(client) { return this.sessions.remove(client.id); } }`;
const LEAVING = {
  'sessions.ts':
    "import { EventEmitter } from 'node:events'; export class Sessions extends EventEmitter { logout(id: string) { this.emit('logout', id); } }",
  'app.ts':
    "import { Sessions } from './sessions'; const all = new Sessions(); app.post('/logout', (req, res) => { all.logout(req.user.id); res.end(); });",
};

rule('logout-event-unhandled', {
  wrong: {
    'a server that listens to something else': { ...BROWSER, 'server.js': server('message') },
    'a gateway that listens to something else': { ...BROWSER, 'chat.ts': gateway('chat') },
    'an emitter that is the service itself': LEAVING,
  },
  right: {
    'a server that listens': { ...BROWSER, 'server.js': server('logout') },
    'a gateway that listens': { ...BROWSER, 'chat.ts': gateway('logout') },
    'a server that is not there to read': BROWSER,
    'a service that is listened to': {
      ...LEAVING,
      'app.ts': `${LEAVING['app.ts']} all.on('logout', (id) => store.remove(id));`,
    },
  },
});
