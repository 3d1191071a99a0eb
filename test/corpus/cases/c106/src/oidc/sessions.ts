import { db } from '../db';

export const sessions = {
  find: (id: string) => db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst(),
  delete: (id: string) => db.deleteFrom('session').where('id', '=', id).execute(),
};
