import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, read, sources, type Import } from './sources.ts';
import { tokensOf } from './tokens.ts';

/** What a file may import: relative ones as paths from the root, packages by name. */
interface Rule {
  /** Whose rule it is: files below this path, or this file. */
  readonly of: string;
  readonly may: readonly string[];
  readonly mayType?: readonly string[];
}

/** The bindings of the browser's client, each with the library that it binds. */
const BINDINGS: readonly Rule[] = Object.entries({
  purge: [],
  redux: ['@reduxjs/toolkit', 'redux-persist'],
  axios: ['axios'],
  react: ['react'],
  'tanstack-query': ['@tanstack/query-core'],
  apollo: ['@apollo/client'],
  zustand: ['zustand'],
  jotai: ['jotai'],
}).map(([name, library]) => ({ of: `src/${name}/`, may: ['src/client/', `src/${name}/`, ...library] }));

/** What adapters have in common. */
const GLUE = [
  'answer-to',
  'callbacks',
  'checked',
  'express-jwt',
  'handshake',
  'middleware',
  'node',
  'prefix',
  'varying',
  'web',
].map((name) => `src/adapters/${name}.ts`);

/** The first that fits is the one that holds. */
const RULES: readonly Rule[] = [
  { of: 'src/index.ts', may: ['src/core/'] },
  { of: 'src/core/', may: ['src/core/', 'jose'] },
  { of: 'src/http/', may: ['src/core/', 'src/http/'] },
  {
    of: 'src/adapters/nestjs/',
    may: ['src/core/', 'src/http/', ...GLUE, 'src/adapters/nestjs/', '@nestjs/', 'rxjs'],
    mayType: ['node:'],
  },
  {
    of: 'src/adapters/next/',
    may: ['src/core/', 'src/http/', 'src/adapters/answer-to.ts', 'src/adapters/web.ts', 'src/adapters/next/'],
  },
  {
    of: 'src/adapters/',
    may: ['src/core/', 'src/http/', ...GLUE],
    mayType: ['node:'],
  },
  { of: 'src/client/', may: ['src/client/'] },
  ...BINDINGS,
  {
    of: 'src/testing/adapter/',
    may: ['src/core/', 'src/http/', 'src/stores/memory/', 'src/testing/adapter/', 'node:assert', 'node:http'],
  },
  { of: 'src/testing/', may: ['src/core/', 'src/audit/', 'src/testing/', 'node:assert'] },
  { of: 'src/audit/', may: ['src/audit/', 'node:', 'yaml'] },
  { of: 'src/lint/', may: ['src/lint/', 'node:', '@babel/parser'], mayType: ['@babel/types'] },
  { of: 'src/eslint/', may: ['src/lint/', 'src/eslint/'] },
  { of: 'src/cli/', may: ['src/', 'node:', 'jose', 'pg'] },
];

/** The drivers of a store, which whoever uses it installs. */
const DRIVERS: Readonly<Record<string, readonly string[]>> = {
  'src/stores/postgres/': ['pg', 'postgres'],
  'src/stores/redis/': ['ioredis', 'redis'],
};

/** The framework of an adapter, which whoever uses it installs. Its types alone: none of its code is loaded. */
const FRAMEWORKS: Readonly<Record<string, string>> = {
  'src/adapters/fastify.ts': 'fastify',
  'src/adapters/hono.ts': 'hono',
  'src/adapters/koa.ts': 'koa',
};

/** What the stores have in common. */
const SHARED = 'src/stores/shared/';

/** What loads a program that its user names. */
const LOADERS: ReadonlySet<string> = new Set(['src/audit/setup/script.ts']);

/** A store may use Node, the rules, what it shares with the others and its driver, and nothing of another store. */
function ruleOf(file: string): Rule | undefined {
  const [store] = /^src\/stores\/[^/]+\//.exec(file) ?? [];
  if (store !== undefined)
    return { of: store, may: ['src/core/', SHARED, store, 'node:', ...(DRIVERS[store] ?? [])] };
  const rule = RULES.find(({ of }) => (of.endsWith('/') ? file.startsWith(of) : file === of));
  const framework = FRAMEWORKS[file];
  return rule && framework ? { ...rule, mayType: [...(rule.mayType ?? []), framework] } : rule;
}

/** What is wrong with the imports of `file`, one line each. */
function violations(file: string, source: string): string[] {
  const rule = ruleOf(file);
  if (!rule) return [`${file} is in a folder without a rule`];
  return importsOf(source).flatMap((one) => {
    const wrong = isAllowed(one, file, rule);
    return wrong ? [] : [`${file} imports ${one.specifier ?? 'something that is no plain string'}`];
  });
}

function isAllowed({ specifier, typeOnly }: Import, file: string, rule: Rule): boolean {
  if (specifier === undefined) return LOADERS.has(file);
  const target = specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
  const allowed = [...rule.may, ...(typeOnly ? (rule.mayType ?? []) : [])];
  return allowed.some((one) =>
    /[/:]$/.test(one) ? target.startsWith(one) : target === one || target.startsWith(`${one}/`),
  );
}

/** The names that `core` must not use itself: they would make it depend on a real clock, or on chance. */
function ambient(source: string): string[] {
  const tokens = tokensOf(source).map(({ kind, text }) => (kind === 'string' ? `'${text}'` : text));
  return tokens.flatMap((token, at) => {
    const next = tokens.slice(at + 1, at + 4).join('');
    const member = tokens[at - 1] === '.' && tokens[at - 2] !== 'globalThis';
    if (member) return [];
    if (/^(set(Timeout|Interval|Immediate)|performance)$/.test(token)) return [token];
    if (token === 'Date' && next.startsWith('.now')) return ['Date.now'];
    if (token === 'Date' && (next.startsWith('()') || tokens[at - 1] === '=')) return ['Date()'];
    if (token === 'new' && /^Date[^(]/.test(next)) return ['new Date'];
    if (token === 'Math' && next.startsWith('.random')) return ['Math.random'];
    if (token === 'AbortSignal' && next.startsWith('.timeout')) return ['AbortSignal.timeout'];
    return [];
  });
}

it('finds the sources, so that an empty list proves nothing', () => {
  expect(sources().length).toBeGreaterThan(40);
  expect(sources().flatMap((file) => importsOf(read(file))).length).toBeGreaterThan(150);
});

it('imports only what its folder may, in every file', () => {
  expect(sources().flatMap((file) => violations(file, read(file)))).toEqual([]);
});

it('reads no clock, timer or chance in core but those it is given', () => {
  const core = sources().filter(
    (file) => file.startsWith('src/core/') && !/\/(clock|timers)\.ts$/.test(file),
  );
  expect(core.flatMap((file) => ambient(read(file)).map((name) => `${file} uses ${name}`))).toEqual([]);
});

describe('the rules have teeth', () => {
  const bad: [string, string][] = [
    ['src/core/a.ts', "import { readFileSync } from 'node:fs';"],
    ['src/core/a.ts', "import type { Server } from 'node:http';"],
    ['src/core/a.ts', "import express from 'express';"],
    ['src/core/a.ts', "import {\n  problem, // why not\n} from\n  '../http/problem.ts';"],
    ['src/core/a.ts', "export { memory } from '../stores/memory/index.ts';"],
    ['src/core/a.ts', "export * from '../http/index.ts';"],
    ['src/core/a.ts', "export * as all from '../http/index.ts';"],
    ['src/core/a.ts', 'export type { Handler } from "../http/routes.ts";'],
    ['src/core/a.ts', "const fs = await import('node:fs');"],
    ['src/core/a.ts', 'const fs = await import(`node:${name}`);'],
    ['src/core/a.ts', 'const fs = await import(name);'],
    ['src/core/a.ts', "const fs = await import('./a' + '/../../http/index.ts');"],
    ['src/core/a.ts', "type Fs = typeof import('node:fs');"],
    ['src/core/a.ts', "const fs = require('node:fs');"],
    ['src/core/a.ts', "import'node:fs';"],
    ['src/core/a.ts', "const text = `${await import('node:fs')}`;"],
    ['src/core/a.ts', "/* import './b.ts' */ import /* */ 'node:fs';"],
    ['src/core/a.ts', "const slash = /[/'\"]/; import 'node:fs';"],
    ['src/core/a.ts', "import 'jose-of-somebody-else';"],
    ['src/core/a.ts', "import { storeContract } from '../testing/index.ts';"],
    ['src/http/a.ts', "import 'node:crypto';"],
    ['src/http/a.ts', "import '../adapters/node.ts';"],
    ['src/http/a.ts', "import { jwtVerify } from 'jose';"],
    ['src/adapters/a.ts', "import { sqlite } from '../stores/sqlite/index.ts';"],
    ['src/adapters/a.ts', "import { guard } from './express.ts';"],
    ['src/adapters/ws.ts', "import { WebSocketServer } from 'ws';"],
    ['src/adapters/a.ts', "import { createServer } from 'node:http';"],
    ['src/adapters/a.ts', "import { Module } from '@nestjs/common';"],
    ['src/adapters/nestjs/a.ts', "import { guard } from '../express.ts';"],
    ['src/adapters/nestjs/a.ts', "import { WebSocket } from 'ws';"],
    ['src/adapters/a.ts', "import type { Context } from 'hono';"],
    ['src/adapters/next/a.ts', "const { headers } = await import('next/headers');"],
    ['src/adapters/next/a.ts', "import type { Server } from 'node:http';"],
    ['src/adapters/hono.ts', "import { Hono } from 'hono';"],
    ['src/adapters/hono.ts', "import type { Middleware } from 'koa';"],
    ['src/stores/memory/a.ts', "import '../sqlite/index.ts';"],
    ['src/stores/memory/a.ts', "import '../../http/index.ts';"],
    ['src/stores/sqlite/a.ts', "const { default: pg } = await import('pg');"],
    ['src/stores/shared/a.ts', "import '../sqlite/index.ts';"],
    ['src/stores/shared/a.ts', "import pg from 'pg';"],
    ['src/testing/a.ts', "import '../stores/memory/index.ts';"],
    ['src/testing/a.ts', "import { it } from 'vitest';"],
    ['src/index.ts', "export { run } from './cli/cli.ts';"],
    ['src/index.ts', "export { storeContract } from './testing/index.ts';"],
    ['src/elsewhere/a.ts', ''],
  ];
  it.each(bad)('%s: %s', (file, source) => {
    expect(violations(file, source)).toHaveLength(1);
  });

  const good: [string, string][] = [
    ['src/core/a.ts', "import { compactVerify, type JWK } from 'jose';\nimport { b } from './b.ts';"],
    ['src/core/a.ts', "// import 'node:fs'\nconst text = \"import 'node:fs'\"; export { text };"],
    ['src/core/a.ts', "export const from = 'node:fs'; const url = import.meta.url;"],
    ['src/core/a.ts', "keys.import('node:fs'); crypto.subtle.importKey('raw');"],
    ['src/adapters/a.ts', "import type { Server } from 'node:http';"],
    ['src/adapters/hono.ts', "import type { Context } from 'hono';"],
    ['src/testing/adapter/a.ts', "import { memory } from '../../stores/memory/index.ts';"],
    ['src/stores/sqlite/a.ts', "import { DatabaseSync } from 'node:sqlite';"],
    ['src/stores/postgres/a.ts', "const { default: pg } = await import('pg');"],
    ['src/stores/memory/a.ts', "import { Watch } from '../shared/watch.ts';"],
    ['src/testing/a.ts', "import assert from 'node:assert/strict';"],
  ];
  it.each(good)('allows %s: %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });

  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const now = new Date;',
    'const now = Date();',
    'const D = Date; D.now();',
    'Math.random()',
    'setTimeout(f, 1)',
    'globalThis.setInterval(f, 1)',
    'performance.now()',
    'AbortSignal.timeout(5)',
    'const text = `${Date.now()}`;',
  ])('core may not say: %s', (source) => expect(ambient(source)).toHaveLength(1));

  it.each([
    '// Date.now()',
    "'Date.now()'",
    'new Date(at).toUTCString()',
    'timers.setTimeout(f, 1)',
    'Math.max(1, 2)',
    'function f(at: Date): void {}',
  ])('core may say: %s', (source) => expect(ambient(source)).toEqual([]));
});
