const { UserInputError, AuthenticationError } = require('apollo-server-express');
const users = require('../users');
const tokens = require('../auth/tokens');

module.exports = {
  Mutation: {
    async signIn(_, { input }) {
      const user = await users.verify(input.email, input.password);
      if (!user) throw new UserInputError('E-mail or password is wrong');
      return { user, ...(await tokens.issue(user.id)) };
    },

    async renew(_, { refreshToken }) {
      const accessToken = await tokens.exchange(refreshToken);
      if (!accessToken) throw new AuthenticationError('Please sign in again');
      return { accessToken };
    },

    async signOut(_, { refreshToken }, { userId }) {
      if (!userId) throw new AuthenticationError('Not signed in');
      const n = await tokens.revoke(refreshToken);
      return n > 0;
    },
  },
};
