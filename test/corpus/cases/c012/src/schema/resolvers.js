export const resolvers = {
  Query: {
    me: (_parent, _args, { user }) => user ?? null,
  },
  Mutation: {
    login: async (_parent, { email, password }, { dataSources, res }) => {
      const session = await dataSources.sessions.open(email, password);
      res.cookie('sid', session.id, { httpOnly: true, sameSite: 'lax' });
      return session.user;
    },
    signOut: async (_parent, _args, { redis, req, res }) => {
      await redis.del(`sess:${req.cookies.sid}`);
      res.clearCookie('sid', { httpOnly: true, sameSite: 'lax' });
      return true;
    },
  },
};
