const { ApolloServer } = require('apollo-server-express');
const express = require('express');
const typeDefs = require('./schema');
const session = require('./resolvers/session');
const books = require('./resolvers/books');
const { read } = require('./auth/tokens');

async function main() {
  const app = express();
  const server = new ApolloServer({
    typeDefs,
    resolvers: [session, books],
    context: ({ req }) => ({ userId: read(req.headers.authorization) }),
  });
  await server.start();
  server.applyMiddleware({ app });
  app.listen(process.env.PORT || 4000);
}

main();
