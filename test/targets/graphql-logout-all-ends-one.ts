import { randomBytes } from 'node:crypto';
import express, { type Express } from 'express';
import { buildSchema, GraphQLError } from 'graphql';
import { createHandler } from 'graphql-http/lib/use/express';
import { findUser, seed, type Account } from './support/accounts.ts';
import { bearerOf } from './support/cookies.ts';
import { served } from './support/running.ts';
import type { Target } from './target.ts';

const schema = buildSchema(`
  type User { id: ID!, email: String!, name: String! }
  type Login { token: String!, user: User! }
  type Query { me: User }
  type Mutation {
    login(username: String!, password: String!): Login!
    logout: Boolean!
    logoutAllDevices: Boolean!
  }
`);

interface Session {
  readonly user: Account;
  readonly token: string;
}

function application(): Express {
  const users = seed();
  const sessions: Session[] = [];

  const drop = (wanted: (session: Session) => boolean): boolean => {
    const at = sessions.findIndex(wanted);
    if (at >= 0) sessions.splice(at, 1);
    return at >= 0;
  };
  const signedIn = (session: Session | undefined): Session => {
    if (!session) throw new GraphQLError('Not authenticated', { extensions: { code: 'UNAUTHENTICATED' } });
    return session;
  };

  const rootValue = {
    me: (_args: unknown, { session }: { session?: Session }) => session?.user ?? null,
    login: ({ username, password }: Record<string, unknown>) => {
      const user = findUser(users, username, password);
      if (!user) throw new GraphQLError('Bad credentials', { extensions: { code: 'BAD_USER_INPUT' } });
      const session = { user, token: randomBytes(18).toString('base64url') };
      sessions.push(session);
      return session;
    },
    logout: (_args: unknown, { session }: { session?: Session }) => {
      const { token } = signedIn(session);
      return drop((one) => one.token === token);
    },
    logoutAllDevices: (_args: unknown, { session }: { session?: Session }) => {
      const { user } = signedIn(session);
      // The first that is found, and none of the others.
      return drop((one) => one.user.id === user.id);
    },
  };

  const app = express();
  app.use(
    '/graphql',
    createHandler({
      schema,
      rootValue,
      context: ({ raw }) => {
        const token = bearerOf(raw);
        const session = sessions.find((one) => one.token === token);
        return session ? { session } : {};
      },
    }),
  );
  return app;
}

export const graphqlLogoutAllEndsOne: Target = {
  name: 'graphql-logout-all-ends-one',
  title: 'GraphQL over Express, opaque tokens: "log out of all devices" ends one session',
  faults: ['P04'],
  plan: (base) => `
base: ${base}
login:
  post: /graphql
  json:
    query: "mutation In($u: String!, $p: String!) { login(username: $u, password: $p) { token } }"
    variables: {u: $AUDIT_USER, p: $AUDIT_PASS}
capture: {access: $.data.login.token}
me: {post: /graphql, auth: "Bearer {access}", json: {query: "query { me { id email name } }"}, canary: alice@example.com}
logout: {post: /graphql, auth: "Bearer {access}", json: {query: "mutation { logout }"}}
logoutEverywhere: {post: /graphql, auth: "Bearer {access}", json: {query: "mutation { logoutAllDevices }"}}
budget: {access: 0s, scope: device}
`,
  start: () => served(application()),
};
