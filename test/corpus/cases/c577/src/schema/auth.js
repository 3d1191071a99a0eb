const { gql } = require('apollo-server-express');

const typeDefs = gql`
  type AuthPayload { token: String! user: User! }

  extend type Mutation {
    login(email: String!, password: String!): AuthPayload!
    logout: Boolean!
  }
`;

const resolvers = {
  Mutation: {
    login: (_, args, { services }) => services.auth.login(args),
    logout: (_, __, { services, viewer }) => services.auth.logout(viewer),
  },
};

module.exports = { typeDefs, resolvers };
