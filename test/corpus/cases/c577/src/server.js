const express = require('express');
const { ApolloServer } = require('apollo-server-express');
const knex = require('./knex');
const tokens = require('./services/tokens');
const makeUserRepo = require('./repos/userRepo');
const makeAuthService = require('./services/authService');
const auth = require('./schema/auth');
const plots = require('./schema/plots');

async function start() {
  const app = express();
  const services = { auth: makeAuthService({ userRepo: makeUserRepo(knex), tokens }) };

  const server = new ApolloServer({
    typeDefs: [plots.typeDefs, auth.typeDefs],
    resolvers: [plots.resolvers, auth.resolvers],
    context: async ({ req }) => ({
      services,
      viewer: await services.auth.viewer(req.headers.authorization),
    }),
  });

  await server.start();
  server.applyMiddleware({ app });
  app.listen(4000);
}

start();
