module.exports = {
  Mutation: {
    async logout(_, __, { user, res }) {
      if (!user) throw new Error('Not authenticated');
      // We can't invalidate a JWT on the server, it stays valid until it expires.
      res.clearCookie('token');
      return true;
    },
  },
};
