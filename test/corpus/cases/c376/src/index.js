import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@apollo/server/express4';
import express from 'express';
import cookieParser from 'cookie-parser';
import jwt from 'jsonwebtoken';
import mongoose from 'mongoose';
import BlacklistedToken from './models/BlacklistedToken.js';
import User from './models/User.js';
import { resolvers, typeDefs } from './schema.js';

const context = async ({ req, res }) => {
  const token = req.cookies.token;
  if (!token) return { req, res, user: null };

  if (await BlacklistedToken.exists({ token })) {
    return { req, res, user: null };
  }
  try {
    const { id } = jwt.verify(token, process.env.JWT_SECRET);
    return { req, res, user: await User.findById(id) };
  } catch {
    return { req, res, user: null };
  }
};

await mongoose.connect(process.env.MONGODB_URI);
const server = new ApolloServer({ typeDefs, resolvers });
await server.start();

const app = express();
app.use('/graphql', cookieParser(), express.json(), expressMiddleware(server, { context }));
app.listen(4000, () => console.log('Server ready'));
