import { rule } from '../../../../test/support/lint.ts';

rule('jwt-no-expiry', {
  wrong: {
    'nest useClass': {
      'src/jwt.options.ts':
        '@Injectable() export class JwtOptions implements JwtOptionsFactory { createJwtOptions() { return { secret: process.env.JWT_SECRET }; } }',
      'src/auth.module.ts': `import { JwtModule } from '@nestjs/jwt'; import { JwtOptions } from './jwt.options';
@Module({ imports: [JwtModule.registerAsync({ useClass: JwtOptions })] }) export class AuthModule {}`,
      'src/auth.service.ts': `import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthService { constructor(private readonly jwt: JwtService) {} sign(user) { return this.jwt.sign({ sub: user.id }); } }`,
    },
    'elysia without': `import { Elysia } from 'elysia'; import { jwt } from '@elysiajs/jwt';
new Elysia().use(jwt({ name: 'jwt', secret: process.env.S })).post('/login', async ({ jwt, body }) => { const user = await check(body); return { token: await jwt.sign({ sub: user.id }) }; });`,
    'fast-jwt none': `import { createSigner } from 'fast-jwt';
export class Tokens { #sign = createSigner({ key: async () => process.env.S }); issue(u) { return this.#sign({ sub: u.id }); } }`,
    'encrypt jwt': `import { EncryptJWT } from 'jose';
export const seal = (userId) => new EncryptJWT({ userId }).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).setIssuedAt().encrypt(key);`,
    'spread options without a ttl': `const jwt = require('jsonwebtoken');
const base = { issuer: 'x' };
exports.make = (user) => jwt.sign({ id: user.id }, S, { ...base, audience: 'web' });`,
    'undefined ttl': `const jwt = require('jsonwebtoken');
exports.make = (user) => jwt.sign({ id: user.id }, S, undefined);`,
    'koa callback style': `const jwt = require('jsonwebtoken');
module.exports = { login(ctx) { return new Promise((resolve, reject) => { jwt.sign({ user: ctx.state.user }, 'secretkey', (err, token) => { if (err) reject(err); else { ctx.body = { token }; resolve(); } }); }); } };`,
    'promisified alias': `const { promisify } = require('util'); const jwt = require('jsonwebtoken');
const signAsync = promisify(jwt.sign);
exports.issue = async (userId) => signAsync({ userId }, process.env.S);`,
  },
  right: {
    'nest options of a file': {
      'src/jwt.options.ts':
        "export const jwtOptions = { global: true, secret: process.env.JWT_SECRET, signOptions: { expiresIn: '10m' } };",
      'src/auth.module.ts': `import { JwtModule } from '@nestjs/jwt'; import { jwtOptions } from './jwt.options';
@Module({ imports: [JwtModule.register(jwtOptions)] }) export class AuthModule {}`,
      'src/auth.service.ts': `import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthService { constructor(private readonly jwt: JwtService) {} sign(user) { return this.jwt.sign({ sub: user.id }); } }`,
    },
    'nest options of a file that is not there': {
      'src/auth.module.ts': `import { JwtModule } from '@nestjs/jwt'; import { jwtOptions } from './jwt.options';
@Module({ imports: [JwtModule.register(jwtOptions)] }) export class AuthModule {}`,
      'src/auth.service.ts': `import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthService { constructor(private readonly jwt: JwtService) {} sign(user) { return this.jwt.sign({ sub: user.id }); } }`,
    },
    'elysia with exp': `import { Elysia } from 'elysia'; import { jwt } from '@elysiajs/jwt';
new Elysia().use(jwt({ name: 'jwt', secret: process.env.S, exp: '15m' })).post('/login', async ({ jwt, body }) => { const user = await check(body); return { token: await jwt.sign({ sub: user.id }) }; });`,
    'fast-jwt with expiry': `import { createSigner } from 'fast-jwt';
const sign = createSigner({ key: process.env.S, expiresIn: 900000 });
export const accessToken = (u) => sign({ sub: u.id });`,
    'fast-jwt long': `import { createSigner } from 'fast-jwt';
const signSync = createSigner({ key: process.env.S, expiresIn: '60d' });
export const accessToken = (u) => signSync({ sub: u.id });`,
    'unsubscribe link': `const jwt = require('jsonwebtoken');
exports.unsubscribeUrl = (user) => '/unsubscribe?t=' + jwt.sign({ email: user.email, purpose: 'unsubscribe' }, S);`,
    'spread options with a ttl': `const jwt = require('jsonwebtoken');
const base = { issuer: 'x', expiresIn: '10m' };
exports.make = (user) => jwt.sign({ id: user.id }, S, { ...base, audience: 'web' });`,
  },
});
