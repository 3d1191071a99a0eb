import { GraphQLError } from 'graphql';
import jwt from 'jsonwebtoken';
import User from './models/User.js';
import Recipe from './models/Recipe.js';

export const typeDefs = `#graphql
  type User { id: ID! name: String! }
  type Recipe { id: ID! title: String! steps: [String!]! author: User! }
  type Query { me: User recipes(search: String): [Recipe!]! }
  type Mutation {
    login(email: String!, password: String!): User!
    logout: Boolean!
    addRecipe(title: String!, steps: [String!]!): Recipe!
  }
`;

const cookie = { httpOnly: true, sameSite: 'strict', secure: process.env.NODE_ENV === 'production', path: '/' };

export const resolvers = {
  Query: {
    me: (_, __, { user }) => user,
    recipes: (_, { search }) => Recipe.find(search ? { $text: { $search: search } } : {}).populate('author').limit(50),
  },
  Mutation: {
    login: async (_, { email, password }, { res }) => {
      const user = await User.findOne({ email });
      if (!user || !(await user.comparePassword(password))) {
        throw new GraphQLError('Invalid login', { extensions: { code: 'UNAUTHENTICATED' } });
      }
      const token = jwt.sign({ id: user.id, jti: `${user.id}.${Date.now()}` }, process.env.JWT_SECRET, { expiresIn: '6h' });
      res.cookie('token', token, cookie);
      return user;
    },
    logout: (_, __, { res }) => {
      res.clearCookie('token', cookie);
      return true;
    },
    addRecipe: (_, args, { user }) => {
      if (!user) throw new GraphQLError('Please log in', { extensions: { code: 'UNAUTHENTICATED' } });
      return Recipe.create({ ...args, author: user.id });
    },
  },
};
