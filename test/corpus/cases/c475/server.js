import express from 'express';
import { createServer } from 'http';
import { Server } from 'socket.io';
import jwt from 'jsonwebtoken';
import rateLimit from 'express-rate-limit';
import { verifyUser, loadHistory, appendMessage } from './db.js';

const { CHAT_SECRET, PORT = 3001 } = process.env;
const app = express();
app.use(express.json());

const limiter = rateLimit({ windowMs: 60_000, max: 10 });

app.post('/token', limiter, async (req, res, next) => {
  try {
    const { nick, password, room } = req.body;
    const user = await verifyUser(nick, password);
    if (!user) return res.status(401).json({ error: 'bad login' });
    if (!user.rooms.includes(room)) return res.status(403).json({ error: 'not your room' });
    const token = jwt.sign({ nick: user.nick, room, color: user.color }, CHAT_SECRET, { expiresIn: '6h' });
    res.json({ token });
  } catch (e) {
    next(e);
  }
});

const http = createServer(app);
const io = new Server(http, { cors: { origin: process.env.ORIGIN } });

io.use((socket, next) => {
  try {
    socket.data = jwt.verify(socket.handshake.auth.token, CHAT_SECRET);
    next();
  } catch {
    next(new Error('unauthorized'));
  }
});

io.on('connection', async (socket) => {
  const { nick, room, color } = socket.data;
  socket.join(room);
  socket.emit('history', await loadHistory(room, 50));
  socket.to(room).emit('joined', { nick });

  socket.on('message', async (text, ack) => {
    const message = await appendMessage(room, { nick, color, text: String(text).slice(0, 2000) });
    io.to(room).emit('message', message);
    ack?.(message.id);
  });

  socket.on('typing', () => socket.to(room).volatile.emit('typing', nick));
});

http.listen(PORT, () => console.log(`chat on ${PORT}`));
