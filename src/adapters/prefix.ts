import { ConfigError } from '../core/errors.ts';

/** The path below which routes answer. Throws `ConfigError` for one below which nothing could. */
export function checkPrefix(prefix: string): void {
  if (typeof prefix === 'string' && /^(\/[^/?#*\s]+)*$/.test(prefix)) return;
  throw new ConfigError(`prefix must be a path such as /auth, not ${JSON.stringify(prefix)}`);
}

/** What `path` has after `prefix`; empty when it is elsewhere. */
export function below(prefix: string, path: string): string {
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : '';
}
