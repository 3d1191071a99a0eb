import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { NO_STORE } from '../../http/headers.ts';
import { varying } from '../varying.ts';

const kept = new WeakSet<ServerResponse>();

/** Keeps an answer that is for one caller alone out of caches, whatever else its handler says that it varies by. */
export function keepFromCaches(response: ServerResponse): void {
  if (response.headersSent || kept.has(response)) return;
  kept.add(response);
  response.setHeader('cache-control', NO_STORE);
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => typeof response;
  // Nest's own decorator for headers replaces what was there, and so does Fastify: so it is added last of all.
  response.writeHead = (...given: unknown[]) => {
    const headers = given.find(isHeaders) ?? {};
    const [name, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === 'vary') ?? [];
    if (name === undefined) response.setHeader('vary', varying(response.getHeader('vary')));
    else headers[name] = varying(value);
    return writeHead(...given);
  };
}

function isHeaders(given: unknown): given is OutgoingHttpHeaders {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
