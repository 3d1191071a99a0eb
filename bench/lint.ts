import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPaths } from '../src/lint/index.ts';
import type { Figure } from './measure.ts';

/** How long the static check takes for a large repository: back ends, services and pages that all speak of tokens. */
export const question = 'How long does it take to check a large repository?';

export async function run(quick: boolean): Promise<Figure[]> {
  const lines = quick ? 20_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'curfew-bench-'));
  const written = write(folder, lines);
  const started = performance.now();
  const { findings, files } = await checkPaths([folder], { cwd: folder });
  const took = performance.now() - started;
  rmSync(folder, { recursive: true });
  return [
    { name: 'lines', value: written, unit: '' },
    { name: 'files', value: files, unit: '' },
    { name: 'findings', value: findings.length, unit: '' },
    { name: 'time', value: took / 1_000, unit: 's' },
    { name: 'memory', value: process.memoryUsage().rss, unit: 'bytes' },
  ];
}

/** Writes features until there are enough lines: each with a controller, a service, a guard, a slice and a page. */
function write(folder: string, most: number): number {
  let lines = 0;
  for (let at = 0; lines < most; at += 1) {
    const own = join(folder, 'src', `feature${at}`);
    mkdirSync(own, { recursive: true });
    for (const [name, text] of Object.entries(feature(at))) {
      writeFileSync(join(own, name), text);
      lines += text.split('\n').length;
    }
  }
  return lines;
}

function feature(at: number): Record<string, string> {
  const next = `../feature${at + 1}`;
  const methods = Array.from({ length: 20 }, (_, one) => method(one)).join('\n');
  return {
    'auth.controller.ts': `import { Controller, Post, Get, Req } from '@nestjs/common';
import { AuthService } from './auth.service';
@Controller('auth${at}')
export class AuthController${at} {
  constructor(private readonly auth: AuthService) {}
  @Post('logout')
  async logout(@Req() req: Request) {
    await this.auth.logout(req.user.id, req.headers.authorization);
    return { ok: true };
  }
  @Get('me')
  me(@Req() req: Request) {
    return req.user;
  }
${methods}
}
`,
    'auth.service.ts': `import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuthService as Next } from '${next}/auth.service';
@Injectable()
export class AuthService {
  constructor(private readonly jwt: JwtService, private readonly next: Next, private readonly users: UsersRepository) {}
  async logout(userId: string, token: string) {
    await this.users.update({ id: userId }, { refreshToken: null });
    await this.next.audit(userId, token);
  }
  async audit(userId: string, token: string) {
    if (token) await this.next.audit(userId, token);
    return this.users.findOne({ where: { id: userId } });
  }
  async login(user: User) {
    return { accessToken: this.jwt.sign({ sub: user.id, jti: user.session }, { expiresIn: '15m' }) };
  }
${methods}
}
`,
    'guard.js': `const jwt = require('jsonwebtoken');
const { isRevoked } = require('${next}/revoked');
module.exports = async function guard(req, res, next) {
  const token = req.headers.authorization?.split(' ')[1];
  try {
    const claims = jwt.verify(token, process.env.SECRET);
    if (await isRevoked(claims.jti)) return res.sendStatus(401);
    req.user = claims;
    next();
  } catch {
    res.sendStatus(401);
  }
};
`,
    'revoked.js': `const redis = require('../redis');
exports.isRevoked = async (jti) => (await redis.get(\`revoked:\${jti}\`)) !== null;
exports.revoke = async (jti) => redis.set(\`revoked:\${jti}\`, '1', 'EX', 900);
`,
    'slice.ts': `import { createSlice } from '@reduxjs/toolkit';
const slice = createSlice({
  name: 'auth${at}',
  initialState: { token: null, user: null },
  reducers: {
    loggedIn(state, { payload }) {
      state.token = payload.token;
    },
    logout(state) {
      state.token = null;
    },
  },
});
export const { loggedIn, logout } = slice.actions;
export default slice.reducer;
`,
    'page.tsx': `import { useState } from 'react';
import { logout } from './slice';
import { api } from '../api';
export function Page${at}() {
  const [open, setOpen] = useState(false);
  const handleLogout = async () => {
    await api.post('/auth${at}/logout');
    dispatch(logout());
    window.location.href = '/login';
  };
  return (
    <section>
      <button onClick={() => setOpen(!open)}>Menu</button>
      <button onClick={handleLogout}>Log out</button>
      ${'<p className="line">Some text about the session of this user.</p>\n      '.repeat(60)}
    </section>
  );
}
`,
  };
}

function method(at: number): string {
  return `  async operation${at}(input: Input, token: string) {
    const found = await this.users.findOne({ where: { id: input.id, kind: 'k${at}' } });
    if (!found) throw new Error('not found');
    const parts = token.split('.').map((part) => part.trim());
    const result = { ...found, count: parts.length, at: Date.now() };
    for (const part of parts) {
      if (part.length > ${at}) result.count += 1;
    }
    await this.users.update({ id: found.id }, { count: result.count });
    return result;
  }`;
}
