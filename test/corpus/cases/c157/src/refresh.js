module.exports = async function (app) {
  app.post('/refresh-token', async (request, reply) => {
    await request.jwtVerify({ ignoreExpiration: true });
    const { id, email } = request.user;
    const token = await reply.jwtSign({ id, email }, { expiresIn: '1h' });
    reply.send({ token });
  });
};
