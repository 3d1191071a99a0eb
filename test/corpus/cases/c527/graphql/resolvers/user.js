const { AuthenticationError, UserInputError } = require('apollo-server');
const bcrypt = require('bcryptjs');
const jwt = require('jsonwebtoken');
const { nanoid } = require('nanoid');
const dayjs = require('dayjs');
const User = require('../../models/User');
const { validateLogin } = require('../../util/validators');
const { SECRET_KEY } = require('../../config');

const generateToken = (user) =>
  jwt.sign({ id: user.id, username: user.username, jti: nanoid() }, SECRET_KEY, { expiresIn: '1h' });

module.exports = {
  Mutation: {
    async login(_, { username, password }) {
      const { errors, valid } = validateLogin(username, password);
      if (!valid) throw new UserInputError('Errors', { errors });

      const user = await User.findOne({ username });
      if (!user || !(await bcrypt.compare(password, user.password))) {
        throw new UserInputError('Wrong credentials');
      }
      return { ...user._doc, id: user._id, token: generateToken(user) };
    },

    async refreshToken(_, { token }) {
      const old = jwt.decode(token);
      if (!old) throw new AuthenticationError('Invalid token');

      // nach zwei Wochen muss man sich neu anmelden
      if (dayjs().diff(dayjs.unix(old.exp), 'day') > 14) {
        throw new AuthenticationError('Session expired');
      }

      const user = await User.findById(old.id);
      if (!user) throw new AuthenticationError('Invalid token');
      return { ...user._doc, id: user._id, token: generateToken(user) };
    },
  },
};
