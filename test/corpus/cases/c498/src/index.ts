import 'dotenv/config';
import 'reflect-metadata';
import express from 'express';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@apollo/server/express4';
import { buildSchema } from 'type-graphql';
import { verify } from 'jsonwebtoken';
import { User } from './entity/User';
import { createAccessToken, createRefreshToken } from './tokens';
import { sendRefreshToken } from './sendRefreshToken';
import { UserResolver } from './UserResolver';
import { dataSource } from './dataSource';

(async () => {
  const app = express();
  app.use(cors({ origin: 'http://localhost:3000', credentials: true }));
  app.use(cookieParser());

  app.get('/', (_req, res) => {
    res.send('hello');
  });

  app.post('/refresh_token', async (req, res) => {
    const token = req.cookies.jid;
    if (!token) {
      return res.send({ ok: false, accessToken: '' });
    }

    let payload: any = null;
    try {
      payload = verify(token, process.env.REFRESH_TOKEN_SECRET!);
    } catch (err) {
      console.log(err);
      return res.send({ ok: false, accessToken: '' });
    }

    const user = await User.findOneBy({ id: payload.userId });
    if (!user) {
      return res.send({ ok: false, accessToken: '' });
    }

    sendRefreshToken(res, createRefreshToken(user));
    return res.send({ ok: true, accessToken: createAccessToken(user) });
  });

  await dataSource.initialize();

  const server = new ApolloServer({ schema: await buildSchema({ resolvers: [UserResolver] }) });
  await server.start();
  app.use('/graphql', express.json(), expressMiddleware(server, { context: async ({ req, res }) => ({ req, res }) }));

  app.listen(4000, () => console.log('express server started'));
})();
