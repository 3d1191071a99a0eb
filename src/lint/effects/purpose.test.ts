import { rule } from '../../../test/support/lint.ts';

const pair = (first: string, second: string): string => `
import { JwtService } from '@nestjs/jwt';
export class Tokens {
  constructor(private readonly jwt: JwtService) {}
  async pair(id: string) {
    const [at, rt] = await Promise.all([this.jwt.signAsync({ id }, { ${first} }), this.jwt.signAsync({ id }, { ${second} })]);
    return { at, rt };
  }
}`;

rule('jwt-too-long', {
  wrong: {
    'the first of two': pair(
      "secret: process.env.AT_SECRET, expiresIn: '7d'",
      "secret: process.env.RT_SECRET, expiresIn: '7d'",
    ),
  },
  right: {
    'the secret of refresh tokens': pair(
      "secret: process.env.AT_SECRET, expiresIn: '1h'",
      "secret: process.env.RT_SECRET, expiresIn: '7d'",
    ),
    'a name that a pattern gives': pair("expiresIn: '1h'", "expiresIn: '7d'"),
  },
});

rule('jwt-no-revocation-handle', {
  wrong: {
    'a plugin of Fastify that is told something else':
      "app.post('/token', async (request, reply) => reply.jwtSign({ sub: id }, { sign: { iss: 'me' } }));",
  },
  right: {
    'a plugin of Fastify that is told one':
      "app.post('/token', async (request, reply) => reply.jwtSign({ sub: id }, { sign: { jti: uuid() } }));",
    'a secret of each user among the options':
      "import { JwtService } from '@nestjs/jwt'; class Tokens { constructor(private jwt: JwtService) {} async issue(user: User) { return this.jwt.signAsync({ sub: user.id }, { secret: user.tokenSecret, expiresIn: '1h' }); } }",
  },
});
