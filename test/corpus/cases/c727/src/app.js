import express from 'express';
import { close, guard, renew } from './token.js';
import { picks } from './picks.js';

export const app = express();

app.use(express.json());
app.post('/token/renew', renew);
app.delete('/session', guard, close);
app.use('/picks', guard, picks);
