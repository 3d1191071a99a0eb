import type { Step } from '../plan.ts';
import type { Answer } from './answer.ts';

/** A request as somebody had it, with what came back if that was kept. */
export interface Recorded {
  readonly step: Step;
  /** What went with it, of an old session. Never sent again; it shows which values were repeated from a cookie. */
  readonly cookies: readonly (readonly [name: string, value: string])[];
  readonly answer?: Answer | undefined;
}

/** Headers that a browser or the connection adds by itself, or that would make an answer depend on an older one. */
const INCIDENTAL =
  /^(?::.*|cookie|host|connection|content-length|transfer-encoding|accept-encoding|keep-alive|te|upgrade.*|dnt|priority|pragma|cache-control|if-.*|sec-.*|purpose|proxy-.*|postman-token|forwarded|x-forwarded-.*|traceparent|tracestate|sentry-trace|baggage|range)$/i;

/** The step with the headers that an application may care for. */
export function essential(step: Step): Step {
  return { ...step, headers: step.headers.filter(([name]) => !INCIDENTAL.test(name)) };
}

/** The step without some headers, by their names in small letters. */
export function without(step: Step, ...names: readonly string[]): Step {
  return { ...step, headers: step.headers.filter(([name]) => !names.includes(name.toLowerCase())) };
}

/** The step with a header in the place of any other of that name. */
export function withHeader(step: Step, name: string, value: string): Step {
  const other = without(step, name.toLowerCase());
  return { ...other, headers: [...other.headers, [name, value]] };
}

/** A request that nobody recorded. */
export function plainStep(method: string, url: string, type?: string, body?: string): Step {
  const headers: [string, string][] = type === undefined ? [] : [['content-type', type]];
  return { method, url, headers, ...(body !== undefined && { body }) };
}
