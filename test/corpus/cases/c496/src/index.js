import './listeners/presence.js';
import express from 'express';
import { createServer } from 'node:http';
import { io } from './realtime/io.js';
import { requireAuth } from './accounts/require-auth.js';
import { signOut } from './accounts/sign-out.js';

const app = express();
app.use(express.json());
app.post('/api/sign-out', requireAuth, signOut);

const server = createServer(app);
io.attach(server);
server.listen(process.env.PORT ?? 3000);
