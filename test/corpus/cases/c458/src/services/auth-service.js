'use strict';

const { randomUUID } = require('crypto');

module.exports = ({ db, passwords, errors }) => ({
  async login(email, password) {
    const author = await db.collection('authors').findOne({ email });
    if (!author || !(await passwords.matches(password, author.password))) throw errors.unauthorized('Login failed');
    const session = { _id: randomUUID(), authorId: author._id, createdAt: new Date() };
    await db.collection('sessions').insertOne(session);
    return { session: { id: session._id }, author: { name: author.name } };
  },

  findSession: (id) => db.collection('sessions').findOne({ _id: id }),

  async endSession(id) {
    await db.collection('sessions').deleteOne({ _id: id });
  },
});
