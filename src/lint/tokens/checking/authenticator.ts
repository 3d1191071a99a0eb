import type * as t from '@babel/types';
import type { Func } from '../../engine/types.ts';
import type { Site } from '../../effects/site.ts';
import type { Verifying } from '../../effects/tokens.ts';

/** Something that lets a request in because of its token. */
export interface Authenticator {
  /** What decides; undefined where the options of a library are all there is. */
  readonly func: Func | undefined;
  readonly how: 'function' | 'strategy' | 'library';
  /** Where to report, and the options of the library or of the verification. */
  readonly node: t.Node;
  readonly at: Func;
  readonly site: Site | undefined;
  readonly verifying: Verifying | undefined;
}
