import jwt from 'jsonwebtoken';
import type { Server } from 'socket.io';

export const useAuth = (io: Server): void => {
  io.use((socket, next) => {
    const { token } = socket.handshake.auth;
    try {
      socket.data.user = jwt.verify(token, process.env.JWT_SECRET as string);
      next();
    } catch {
      next(new Error('Authentication error'));
    }
  });
};
