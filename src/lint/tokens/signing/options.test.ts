import { rule } from '../../../../test/support/lint.ts';

const EXPRESS = "import { expressjwt } from 'express-jwt';";
const STRATEGY = (options: string): string => `
import { ExtractJwt, Strategy } from 'passport-jwt';
export class One extends PassportStrategy(Strategy, 'one') {
  constructor(private readonly users: Users) { super({ jwtFromRequest: ExtractJwt.fromHeader('t'), ${options} }); }
  validate(payload: Payload) { return { id: payload.sub }; }
}`;

rule('auth-signature-only', {
  wrong: {
    'a check that only asks whether the user exists': `${EXPRESS}
app.use(expressjwt({ secret, algorithms, isRevoked }));
async function isRevoked(req, token) { return !(await users.getById(token.payload.sub)); }`,
    'a check that always says no': `${EXPRESS} app.use(expressjwt({ secret, algorithms, isRevoked: async () => false }));`,
    'the keys of an issuer': {
      's.ts': STRATEGY(
        'secretOrKeyProvider: (request, token, done) => jwksClient.getSigningKey(token.header, (e, key) => done(e, key))',
      ),
    },
    'one secret for all': { 's.ts': STRATEGY('secretOrKey: process.env.SECRET') },
  },
  right: {
    'a check that cannot be read': `${EXPRESS} import { isRevoked } from './revoked'; app.use(expressjwt({ secret, algorithms, isRevoked }));`,
    'a check that compares a version': `${EXPRESS}
app.use(expressjwt({ secret, algorithms, async isRevoked(req, { payload }) { const user = await User.findById(payload.sub); return user.tokenVersion !== payload.ver; } }));`,
    'a secret of each user': {
      's.ts': STRATEGY(
        'secretOrKeyProvider: (request, token, done) => { users.secretOf(jwt.decode(token).sub).then((secret) => done(null, secret), done); }',
      ),
    },
    'a secret of each user, for a library': `${EXPRESS}
app.use(expressjwt({ algorithms, secret: async (req, token) => (await User.findById(token.payload.sub)).secret }));`,
  },
});
