import express from 'express';
import { makeSignOut } from './use-cases/sign-out.js';
import { makeSignOutHandler } from './http/sign-out.handler.js';
import { sessionRepository } from './infrastructure/session-repository.js';

const app = express();
const signOut = makeSignOut({ sessionRepository, clock: { now: () => new Date() } });

app.post('/sign-out', makeSignOutHandler({ signOut }));
app.listen(3000);
