module.exports = (io, socket, { db }) => {
  socket.on('room:join', async (roomId, ack) => {
    const member = await db('room_members').where({ room_id: roomId, user_id: socket.data.user.id }).first();
    if (!member) return ack({ error: 'forbidden' });
    socket.join(`room:${roomId}`);
    ack({ ok: true });
  });

  socket.on('message:send', async ({ roomId, text }, ack) => {
    if (!socket.rooms.has(`room:${roomId}`)) return ack({ error: 'forbidden' });
    const [message] = await db('messages')
      .insert({ room_id: roomId, user_id: socket.data.user.id, text: String(text).slice(0, 2000) })
      .returning('*');
    io.to(`room:${roomId}`).emit('message:new', message);
    ack({ ok: true, id: message.id });
  });
};
