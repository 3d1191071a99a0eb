import { createServer } from 'node:http';
import Redis from 'ioredis';
import { RevokedSessions } from './revocation';
import { gateway } from './ws/gateway';

const url = process.env.REDIS_URL ?? 'redis://localhost:6379';
const revoked = new RevokedSessions(new Redis(url), new Redis(url));
await revoked.start();

const server = createServer((_req, res) => res.writeHead(426).end());
gateway(server, revoked, process.env.JWT_PUBLIC_KEY!);
server.listen(Number(process.env.PORT ?? 4000));
