import type { Server, Socket } from 'socket.io';
import type { SessionDirectory } from './session-directory';

type Ack = (reply: { ok: boolean; error?: string }) => void;

export function registerAuthEvents(io: Server, socket: Socket, directory: SessionDirectory) {
  socket.on('session:touch', async (ack: Ack) => {
    const alive = await directory.touch(socket.data.session.id);
    ack({ ok: alive });
  });

  socket.on('session:logout', async (ack: Ack) => {
    const { id } = socket.data.session;
    try {
      await directory.remove(id);
    } catch (e) {
      ack({ ok: false, error: 'Please try again' });
      return;
    }
    ack({ ok: true });
    io.in(`session:${id}`).disconnectSockets(true);
  });
}
