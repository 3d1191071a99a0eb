import { parse } from 'yaml';
import { ENVIRONMENT, type Running, type Target } from '../target.ts';

/** What the tests read of a plan, in their own way: they shall not believe the audit's. */
export interface HandPlan {
  readonly base: string | readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly login: HandStep | readonly HandStep[];
  readonly capture: Readonly<Record<string, string>>;
  readonly me: HandStep;
  readonly refresh?: HandStep;
  readonly logout: HandStep;
  readonly logoutOthers?: HandStep;
  readonly logoutEverywhere?: HandStep;
  readonly password?: { readonly change: HandStep; readonly restore: HandStep };
  readonly sockets?: readonly HandStep[];
  readonly outage?: { readonly stop: string; readonly start: string };
  readonly backchannel?: {
    readonly url: string;
    readonly issuer: string;
    readonly audience: string;
    readonly algorithm: string;
    readonly key: Readonly<Record<string, string>>;
  };
}

/** `{get: /me}`, with what is sent besides. */
export type HandStep = Readonly<Record<string, unknown>>;

/** The plan of a target that runs, with the passwords in it. */
export function handPlan(target: Target, { base }: Running): HandPlan {
  const text = target.plan(base);
  const secret = text.replaceAll(/\$(AUDIT_\w+)/g, (_, name: keyof typeof ENVIRONMENT) => ENVIRONMENT[name]);
  return parse(secret) as HandPlan;
}

/** Method and path of a step. */
export function lineOf(step: HandStep): { method: string; path: string } {
  const methods = ['get', 'post', 'put', 'patch', 'delete', 'websocket', 'sse'];
  const method = methods.find((one) => one in step) ?? 'get';
  return { method: method.toUpperCase(), path: String(step[method]) };
}

/** `value` with what stands in braces replaced. */
export function filled<T>(value: T, values: Readonly<Record<string, string>>): T {
  if (typeof value === 'string') {
    return value.replaceAll(/\{(\w+)\}/g, (braces, name: string) => values[name] ?? braces) as T;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)])) as T;
}
