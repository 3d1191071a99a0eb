import { garbageLike } from '../../audit/judging/garbage.ts';
import { reEncodings } from '../../audit/tokens/re-encoded.ts';
import type { Prepared } from './request.ts';

/** A request in which each credential has become another one, and what was done. */
export interface Variant {
  readonly how: string;
  readonly request: Prepared;
}

/** The same request from somebody who has no credentials. */
export function bare(request: Prepared): Prepared {
  return { ...request, headers: request.headers.filter(([name]) => !isCredential(name)) };
}

/** The same request with credentials that nobody has given. */
export function garbled(request: Prepared): Prepared {
  return changed(request, garbageLike);
}

/** The same request with each credential re-encoded, in every way that some verifiers do not notice. */
export function variants(request: Prepared): Variant[] {
  const ways = new Set<string>();
  changed(request, (value) => {
    for (const { how } of reEncodings(value)) ways.add(how);
    return value;
  });
  return [...ways].map((how) => ({
    how,
    request: changed(request, (value) => reEncodings(value).find((one) => one.how === how)?.value ?? value),
  }));
}

/** Whether the request has a credential where one is looked for. */
export function hasCredentials(request: Prepared): boolean {
  return request.headers.some(([name]) => isCredential(name));
}

function isCredential(name: string): boolean {
  return /^(?:authorization|cookie|x-(?:api|access|auth|session)-?(?:key|token|id)?)$/i.test(name);
}

function changed(request: Prepared, change: (value: string) => string): Prepared {
  const headers = request.headers.map(([name, value]): [string, string] => {
    if (/^cookie$/i.test(name)) {
      return [
        name,
        value.replaceAll(/([^=;\s]+)=([^;]*)/g, (_, key: string, one: string) => `${key}=${change(one)}`),
      ];
    }
    if (!isCredential(name)) return [name, value];
    return [name, value.replace(/\S+$/, change)];
  });
  return { ...request, headers };
}
