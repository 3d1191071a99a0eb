import { rule } from '../../../test/support/lint.ts';

rule('jwt-too-long', {
  wrong: {
    'enum ttl': {
      'src/ttl.ts': "export enum Ttl { Access = '30d', Refresh = '90d' }",
      'src/jwt.ts': `import jwt from 'jsonwebtoken'; import { Ttl } from './ttl';
export function issueAccess(u) { return jwt.sign({ sub: u.id }, process.env.JWT_SECRET, { expiresIn: Ttl.Access }); }`,
    },
    'frozen constants': {
      'src/constants/index.js': "module.exports = Object.freeze({ jwt: Object.freeze({ ttl: '60d' }) });",
      'src/auth.js': `const jwt = require('jsonwebtoken'); const { jwt: { ttl } } = require('./constants');
exports.tokenFor = (user) => jwt.sign({ sub: user.id }, process.env.JWT_SECRET, { expiresIn: ttl });`,
    },
    'env destructured with a default': `const jwt = require('jsonwebtoken');
const { JWT_SECRET, JWT_TTL = '30d' } = process.env;
exports.tokenFor = (user) => jwt.sign({ sub: user.id }, JWT_SECRET, { expiresIn: JWT_TTL });`,
    'zod env': {
      'src/env.ts': `import { z } from 'zod';
const schema = z.object({ JWT_SECRET: z.string(), JWT_EXPIRES_IN: z.string().default('30d') });
export const env = schema.parse(process.env);`,
      'src/token.ts': `import jwt from 'jsonwebtoken'; import { env } from './env';
export const accessToken = (id: string) => jwt.sign({ sub: id }, env.JWT_SECRET, { expiresIn: env.JWT_EXPIRES_IN });`,
    },
    'nest config service default': {
      'src/auth.service.ts': `import { JwtService } from '@nestjs/jwt'; import { ConfigService } from '@nestjs/config';
export class AuthService { constructor(private readonly jwt: JwtService, private readonly config: ConfigService) {}
 sign(user) { return this.jwt.signAsync({ sub: user.id }, { expiresIn: this.config.get<string>('JWT_EXPIRES', '30d'), secret: this.config.getOrThrow('JWT_SECRET') }); } }`,
    },
    'nest registerAs': {
      'src/config/jwt.config.ts': `import { registerAs } from '@nestjs/config';
export default registerAs('jwt', () => ({ secret: process.env.JWT_SECRET, expiresIn: process.env.JWT_TTL ?? '14d' }));`,
      'src/auth.module.ts': `import { JwtModule } from '@nestjs/jwt'; import { ConfigService } from '@nestjs/config';
@Module({ imports: [JwtModule.registerAsync({ inject: [ConfigService], useFactory: (config: ConfigService) => ({ secret: config.get('jwt.secret'), signOptions: { expiresIn: config.get('jwt.expiresIn') } }) })] }) export class AuthModule {}`,
      'src/auth.service.ts': `import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthService { constructor(private readonly jwt: JwtService) {} sign(user) { return this.jwt.sign({ sub: user.id }); } }`,
    },
    'remember me': `const jwt = require('jsonwebtoken');
exports.login = async (req, res) => { const { remember } = req.body; const token = jwt.sign({ id: req.user.id }, S, { expiresIn: remember ? '30d' : '1h' }); res.json({ token }); };`,
    'class with static config': `import jwt from 'jsonwebtoken';
export class TokenService { static readonly TTL = '30d'; static secret = process.env.S; static issue(user) { return jwt.sign({ sub: user.id }, TokenService.secret, { expiresIn: TokenService.TTL }); } }`,
  },
  right: {
    'zod env short': {
      'src/env.ts': `import { z } from 'zod';
const schema = z.object({ JWT_SECRET: z.string(), JWT_EXPIRES_IN: z.string().default('15m') });
export const env = schema.parse(process.env);`,
      'src/token.ts': `import jwt from 'jsonwebtoken'; import { env } from './env';
export const accessToken = (id: string) => jwt.sign({ sub: id }, env.JWT_SECRET, { expiresIn: env.JWT_EXPIRES_IN });`,
    },
    'dev only': `const jwt = require('jsonwebtoken');
exports.login = async (req, res) => { const token = jwt.sign({ id: req.user.id }, S, { expiresIn: process.env.NODE_ENV === 'production' ? '15m' : '30d' }); res.json({ token }); };`,
  },
});
