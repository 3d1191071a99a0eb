const db = require('./db');

module.exports = {
  add: (token, userId) => db('refresh_tokens').insert({ token, user_id: userId }),
  take: async (token) => {
    const [row] = await db('refresh_tokens').where({ token }).del().returning('*');
    return row;
  },
  removeAll: (userId) => db('refresh_tokens').where({ user_id: userId }).del(),
};
