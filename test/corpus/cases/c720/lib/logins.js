'use strict';

module.exports = function logins({ knex, clock = Date }) {
  const table = () => knex('logins');

  function create(userId, device) {
    return table()
      .insert({ user_id: userId, device, created_at: new clock(), seen_at: new clock() })
      .returning('id')
      .then(([row]) => row.id);
  }

  function find(id) {
    return table().join('users', 'users.id', 'logins.user_id').where('logins.id', id).first('logins.id', 'users.id as userId', 'users.name');
  }

  function close(id) {
    return table().where({ id }).del();
  }

  function closeAll(userId) {
    return table()
      .where({ user_id: userId })
      .pluck('id')
      .then((ids) => Promise.all(ids.map(async (id) => {
        await close(id);
        return id;
      })));
  }

  return { create, find, close, closeAll };
};
