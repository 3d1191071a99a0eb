import { emitter } from '../emitter.js';
import { EVENTS } from '../constants/events.js';
import { online } from '../realtime/online.js';
import { io } from '../realtime/io.js';

const { SIGNED_IN, SIGNED_OUT } = EVENTS;

emitter.on(SIGNED_IN, ({ accountId }) => {
  online.add(accountId);
  io.emit('presence', [...online]);
});

emitter.on(SIGNED_OUT, ({ accountId, sessionId }) => {
  io.in(`session:${sessionId}`).disconnectSockets(true);
  online.delete(accountId);
  io.emit('presence', [...online]);
});
