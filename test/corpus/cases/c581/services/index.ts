import postgres from 'postgres';
import { makeAuth } from './auth';
import { makeSessionRepo } from './session-repo';

const sql = postgres(process.env.DATABASE_URL!);

export const auth = makeAuth({ sessions: makeSessionRepo(sql), now: () => new Date() });
