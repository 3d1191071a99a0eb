import type { Environment } from './shell-words.ts';

/** What somebody has who wants an audit: one of the sources, and what they know besides. */
export interface Given {
  readonly source: Source;
  /** Origins, maybe with a path; the first is asked, the others are more nodes. */
  readonly bases: readonly string[];
  /** `"GET /me"`, `/me`, or a curl command. */
  readonly me?: string | undefined;
  readonly refresh?: string | undefined;
  readonly logout?: string | undefined;
  readonly canary?: string | undefined;
  /** Who signs in, for a source that does not know it. */
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** ms. */
  readonly patience?: number | undefined;
  readonly env: Environment;
}

export type Source =
  | { readonly kind: 'curl'; readonly texts: readonly string[] }
  /** A curl command that a shell has taken apart. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'har' | 'openapi' | 'plan'; readonly name: string; readonly text: string }
  /** An OpenAPI document that the application serves. */
  | { readonly kind: 'openapi-url'; readonly url: string }
  | { readonly kind: 'script'; readonly file: string }
  | { readonly kind: 'record'; readonly url: string };

/** What it may be by its name, and by its content where the name says nothing. */
export function kindOfFile(name: string, text: string): 'har' | 'openapi' | 'plan' {
  if (/\.har$/i.test(name)) return 'har';
  const start = text.slice(0, 5_000);
  if (/^\s*\{\s*"log"\s*:/.test(start)) return 'har';
  if (/^\s*"?(?:openapi|swagger)"?\s*:/m.test(start) || /[{,]\s*"(?:openapi|swagger)"\s*:/.test(start))
    return 'openapi';
  return 'plan';
}
