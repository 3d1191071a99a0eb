import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { LoginScript } from '../plan.ts';
import { SetupError } from '../setup-error.ts';
import { planOfFile, type FilePlan } from './file-plan.ts';
import type { Environment } from './shell-words.ts';

/**
 * Loads a set-up that is a program: `export async function login({ send, variables })`, and as its default what a YAML file would say
 * but for the login. It runs here, with all that this process may do. Throws `SetupError` when it is not so.
 */
export async function planOfScript(
  file: string,
  env: Environment,
): Promise<Omit<FilePlan, 'login'> & { readonly login: LoginScript }> {
  const module = await import(/* @vite-ignore */ pathToFileURL(path.resolve(file)).href).then(
    (loaded: unknown) => loaded as Readonly<Record<string, unknown>>,
    (error: unknown) => {
      throw new SetupError(
        `${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      );
    },
  );
  const { login, default: plan } = module;
  if (typeof login !== 'function')
    throw new SetupError(
      `${file} has to export a function: export async function login({ send, variables }) { … }`,
    );
  if (typeof plan !== 'object' || plan === null)
    throw new SetupError(`${file} has to export the rest of the set-up: export default { base, me, logout }`);
  if ('login' in plan)
    throw new SetupError(
      `${file} has a login in its default export as well as the function: keep the function`,
    );
  const rest = await planOfFile(
    JSON.stringify(plan, undefined, 2),
    `${file} (its default export, as JSON)`,
    env,
  );
  return { ...rest, login: login as LoginScript };
}
