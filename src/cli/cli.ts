import { shown } from './args.ts';
import { UsageError, type Io } from './io.ts';
import { complain, line } from './output.ts';
import { version } from './version.ts';

interface Command {
  readonly help: string | ((argv: readonly string[]) => Promise<string>);
  /** Answers its exit code where that is not 0. Its errors are of the codes below. */
  run(argv: readonly string[], io: Io): Promise<number | undefined | void>;
}

const COMMANDS = new Map<string, () => Promise<Command>>([
  ['sessions', () => import('./sessions.ts')],
  ['revoke', () => import('./revoke.ts')],
  ['health', () => import('./health.ts')],
  ['doctor', () => import('./doctor.ts')],
  ['keys', () => import('./keys.ts')],
  ['audit', () => import('./audit.ts')],
]);

const HELP = `Curfew: who is logged in, and an end to it.

Usage: curfew COMMAND [options]

  sessions   lists the open sessions
  revoke     ends a session, a person's sessions, a client's, a tenant's, a token, or everything
  health     says how a store is
  doctor     says what is wrong with a store or its nodes, and how to mend it
  keys       makes a private key, or rotates the keys in a file
  audit      tries whether the logout of any application holds, or reads its code

  curfew COMMAND --help   the options of a command
  curfew --version        the version

Exit codes: 0 done; 1 the store could not be used, or could not record it; 2 wrong usage, or not confirmed.
Those of audit are its own: see its --help.
`;

/**
 * Runs the command line `argv` and answers its exit code: 0 done, 1 could not be done, 2 wrong usage or not
 * confirmed. An error is one line on `stderr`.
 */
export async function cli(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    complain(io.stderr, error);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function dispatch([name, ...argv]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    io.stderr.write(HELP);
    return 2;
  }
  if (name === '--help' || name === '-h') {
    io.stdout.write(HELP);
    return 0;
  }
  if (name === '--version') {
    line(io.stdout, version());
    return 0;
  }
  const command = await COMMANDS.get(name)?.();
  if (!command) {
    const what = name.startsWith('-') ? 'option' : 'command';
    throw new UsageError(`unknown ${what} ${shown(name)}; see curfew --help`);
  }
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  if (!own.includes('--help') && !own.includes('-h')) return (await command.run(argv, io)) ?? 0;
  const { help } = command;
  io.stdout.write(typeof help === 'string' ? help : await help(argv));
  return 0;
}
