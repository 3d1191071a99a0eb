import { createCurfew, type Curfew } from '../../core/curfew.ts';
import { ConfigError } from '../../core/errors.ts';
import type { CurfewOptions } from '../../core/options.ts';
import type { HttpOptions } from '../../http/authenticate.ts';

/** How the module is set up, apart from the Curfew itself. */
export interface NestOptions {
  /** Cookies, other origins, and what a logout clears. */
  readonly http?: HttpOptions;
  /** The path below which the routes answer, after the global prefix; default `/auth`. False mounts none. */
  readonly prefix?: string | false;
}

/** A Curfew that is there already, or the options of one. */
export type CurfewModuleOptions = NestOptions &
  ({ readonly curfew: Curfew } | (CurfewOptions & { readonly curfew?: never }));

export interface Settings {
  readonly curfew: Curfew;
  /** Whether it was made here, and so is to be closed here. */
  readonly isOwn: boolean;
  readonly http: HttpOptions;
  readonly prefix: string | undefined;
}

const HOW = 'CurfewModule.forRoot({ store, issuer }) or CurfewModule.forRoot({ curfew })';

/** Throws `ConfigError` for options without a Curfew, or with two, and for all that `createCurfew` refuses. */
export function settingsOf(options: CurfewModuleOptions): Settings {
  if (typeof options !== 'object' || options === null) throw new ConfigError(`say which Curfew: ${HOW}`);
  const { http = {}, prefix = '/auth', curfew, ...rest } = options;
  if (prefix !== false && !/^\/[\w./-]*[\w-]$/.test(prefix)) {
    throw new ConfigError('prefix must be a path such as /auth, or false to mount no routes');
  }
  if (curfew && Object.keys(rest).length > 0) {
    throw new ConfigError(`give a curfew or the options of one, not both: ${Object.keys(rest).join(', ')}`);
  }
  const where = prefix === false ? undefined : prefix;
  return { curfew: curfew ?? made(rest), isOwn: curfew === undefined, http, prefix: where };
}

function made(options: Partial<CurfewOptions>): Curfew {
  const { store } = options;
  if (store === undefined) throw new ConfigError(`no store and no curfew: ${HOW}`);
  if (!options.issuer && !options.trust) {
    throw new ConfigError('no issuer: without one, or trust, no token can be verified');
  }
  return createCurfew({ ...options, store });
}
