import { SetupError } from '../audit/setup-error.ts';
import { UsageError, type Io } from './io.ts';
import { shown } from './args.ts';
import { complain } from './output.ts';

interface Audit {
  readonly help: string;
  /** Answers its exit code; an error is code 3. */
  run(argv: readonly string[], io: Io): Promise<number>;
}

const AUDITS = new Map<string, () => Promise<Audit>>([
  ['http', () => import('./audit-http.ts')],
  ['code', () => import('./audit-code.ts').catch(explained)],
]);

const HELP = `Proves whether a logout is final: of a running application in any language, or in the code.

Usage: curfew audit http [FILE] [options]
       curfew audit code PATH… [options]

  http   signs in, out and tries everything that should be dead then
  code   reads JavaScript and TypeScript, and says where a logout ends nothing

  curfew audit http --help   the options of the first
  curfew audit code --help   the options of the second

Exit codes: 0 it holds; 1 it does not; 2 nobody can tell (http); 3 wrong usage, or it could not begin.
`;

/** The parser is an optional dependency: an install may have left it out. */
function explained(error: unknown): never {
  const message = error instanceof Error ? error.message : '';
  if (!message.includes('@babel/parser')) throw error;
  throw new SetupError('curfew audit code needs a package that is not installed: npm install @babel/parser');
}

/** The help of the audit that is named, or of both. */
export async function help([name = '']: readonly string[]): Promise<string> {
  const audit = await AUDITS.get(name)?.();
  return audit?.help ?? HELP;
}

/** Answers the exit code of the audit: 0 pass, 1 fail, 2 inconclusive, and 3 for every error: none is a finding. */
export async function run([name, ...argv]: readonly string[], io: Io): Promise<number> {
  try {
    const audit = name === undefined ? undefined : await AUDITS.get(name)?.();
    if (audit) return await audit.run(argv, io);
    throw new UsageError(
      name === undefined
        ? 'which audit? curfew audit http, or curfew audit code'
        : `unknown audit ${shown(name)}; see curfew audit --help`,
    );
  } catch (error) {
    complain(io.stderr, error);
    return 3;
  }
}
