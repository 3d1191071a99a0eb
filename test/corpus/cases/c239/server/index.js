const { Server } = require('socket.io');
const registerSession = require('./handlers/session');

const io = new Server(3001, { cors: { origin: '*' } });
io.on('connection', (socket) => registerSession(io, socket));
