import { knex } from '../knex';

export const withdrawn = {
  async put(jti: string, exp: number, reason: string) {
    await knex('withdrawn_tokens')
      .insert({ jti, reason, expires_at: new Date(exp * 1000) })
      .onConflict('jti')
      .ignore();
  },
  async includes(jti: string) {
    const [{ count }] = await knex('withdrawn_tokens').where({ jti }).count({ count: '*' });
    return Number(count) > 0;
  },
};
