import jwt from 'jsonwebtoken';
import { knex } from './knex';

export const accessToken = (id: number): string =>
  jwt.sign({ id }, process.env.ACCESS_KEY as string, { expiresIn: '12h' });

export const verifyAccess = (token: string): { id: number } =>
  jwt.verify(token, process.env.ACCESS_KEY as string) as { id: number };

export const takeRefresh = async (token: string): Promise<number | undefined> => {
  const [row] = await knex('refresh').where({ token }).delete().returning('user_id');
  return row?.user_id as number | undefined;
};
