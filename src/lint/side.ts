import { isComponent } from './engine/component.ts';
import type { Module } from './engine/types.ts';

const SERVER =
  /^(express|express-\w[\w-]*|@nestjs\/.+|fastify|@fastify\/.+|koa|koa-.+|@koa\/.+|@hapi\/.+|hono|hono\/.+|jsonwebtoken|jose|mongoose|mongodb|bcrypt|bcryptjs|argon2|passport|passport-.+|next\/server|next\/headers|@prisma\/client|typeorm|sequelize|knex|ioredis|redis|pg|mysql2?|http|node:http|node:crypto|crypto|socket\.io|ws|type-graphql|@apollo\/server|apollo-server.*|graphql-yoga|@sveltejs\/kit|iron-session|cookie-session|h3|routing-controllers|tsoa|tsyringe|inversify|@trpc\/server|firebase-admin|@remix-run\/node|cookie-parser)$/;
const CLIENT =
  /^(react|react-.+|@reduxjs\/.+|redux|redux-.+|vue|vuex|pinia|vue-router|@angular\/.+|svelte|svelte\/.+|next\/(navigation|router|link|image)|@tanstack\/.+|zustand|jotai|recoil|mobx.*|expo-.+|@react-.+|js-cookie|universal-cookie|axios|rxjs.*|@ngrx\/.+|@mui\/.+|antd|jwt-decode|socket\.io-client|@apollo\/client.*|preact.*|solid-js.*|@ionic\/.+|sonner|lucide-react|framer-motion)$/;

const known = new WeakMap<Module, 'server' | 'client' | undefined>();

/** Whether a file runs on a server or in front of somebody; undefined where nothing says so. */
export function sideOf(module: Module): 'server' | 'client' | undefined {
  if (!known.has(module)) known.set(module, judged(module));
  return known.get(module);
}

function judged({ ast, specifiers, text, file }: Module): 'server' | 'client' | undefined {
  const directives = new Set(ast.program.directives.map(({ value }) => value.value));
  if (directives.has('use server')) return 'server';
  if (directives.has('use client')) return 'client';
  if (
    /(^|\/)(pages|src\/pages)\/api\/|(^|\/)app\/.*\/route\.[jt]s$|\+server\.[jt]s$|\.server\.[jt]sx?$/.test(
      file,
    )
  )
    return 'server';
  if (isComponent(file)) return 'client';
  if (specifiers.has('server-only') || specifiers.has('next/headers')) return 'server';
  let score = 0;
  for (const one of specifiers) score += SERVER.test(one) ? 1 : CLIENT.test(one) ? -1 : 0;
  if (
    /\b(localStorage|sessionStorage|AsyncStorage|SecureStore|window\.location|document\.cookie)\b/.test(text)
  )
    score -= 2;
  if (
    /\bprocess\.env\.\w*(SECRET|DATABASE|MONGO|REDIS)|\bmodule\.exports\b|\bres\.(status|json|send|clearCookie)\b/.test(
      text,
    )
  )
    score += 1;
  if (/\.(jsx|tsx)$/.test(file) || /(^|\/)(composables|components|screens|layouts)\//.test(file)) score -= 1;
  return score > 0 ? 'server' : score < 0 ? 'client' : undefined;
}

const fronts = new WeakMap<readonly Module[], boolean>();

/** Whether a file of a program is a server's: by what it says, or as there is nothing in front of anybody at all. */
export function isOnServer(modules: readonly Module[], module: Module): boolean {
  const side = sideOf(module);
  if (side) return side === 'server';
  let hasFront = fronts.get(modules);
  if (hasFront === undefined) {
    hasFront = modules.some((one) => sideOf(one) === 'client');
    fronts.set(modules, hasFront);
  }
  return !hasFront && modules.some((one) => sideOf(one) === 'server');
}
