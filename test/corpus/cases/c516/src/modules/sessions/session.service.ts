import type { Knex } from 'knex';

export class SessionService {
  constructor(private readonly knex: Knex) {}

  list = (userId: string) => this.knex('sessions').where({ user_id: userId, ended_at: null }).select('id', 'ip', 'agent');

  listEnded = (userId: string) =>
    this.knex('sessions')
      .where({ user_id: userId })
      .whereNotNull('ended_at')
      .andWhere('ended_at', '>', this.knex.raw("now() - interval '90 days'"))
      .select('id', 'ended_at as endedAt', 'ip');

  async belongsTo(id: string, userId: string) {
    return Boolean(await this.knex('sessions').where({ id, user_id: userId }).first('id'));
  }

  async find(id: string) {
    return this.knex('sessions').where({ id, ended_at: null }).first('id', 'user_id as userId');
  }

  async end(id: string) {
    await this.knex('sessions').where({ id }).update({ ended_at: this.knex.fn.now() });
  }
}
