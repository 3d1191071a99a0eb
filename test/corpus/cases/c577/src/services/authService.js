const bcrypt = require('bcrypt');
const { AuthenticationError } = require('apollo-server-express');

module.exports = ({ userRepo, tokens }) => ({
  async login({ email, password }) {
    const user = await userRepo.byEmail(email);
    if (!user || !(await bcrypt.compare(password, user.passwordHash))) {
      throw new AuthenticationError('Wrong e-mail or password');
    }
    return { token: tokens.sign(user), user };
  },

  async viewer(header) {
    if (!header || !header.startsWith('Bearer ')) return null;
    const claims = tokens.verify(header.slice(7));
    const user = claims && (await userRepo.byId(claims.sub));
    return user && user.tokenVersion === claims.v ? user : null;
  },

  async logout(viewer) {
    if (!viewer) throw new AuthenticationError('Not signed in');
    await userRepo.bumpTokenVersion(viewer.id);
    return true;
  },
});
