module.exports = (knex) => {
  const users = () => knex('users');
  const columns = ['id', 'email', 'name', 'password_hash as passwordHash', 'token_version as tokenVersion'];

  return {
    byId: (id) => users().select(columns).where({ id }).first(),
    byEmail: (email) => users().select(columns).whereRaw('lower(email) = ?', [email.toLowerCase()]).first(),
    bumpTokenVersion: (id) => users().where({ id }).increment('token_version', 1),
  };
};
