import { generateKey, type Algorithm } from '../core/keys.ts';
import { parse } from './args.ts';
import { UsageError, type Io } from './io.ts';
import { createKeys, rotateKeys } from './keyfile.ts';
import { json, line } from './output.ts';

export const help = `Makes a private key to sign tokens with, as JWK. Keep it secret.

Usage: curfew keys [--alg EdDSA|ES256|RS256] [--out keys.json | --rotate keys.json]

  --alg ALG        default EdDSA (Ed25519), or with --rotate that of the newest key in the file
  --out FILE       write a new file, readable by you alone, instead of printing it
  --rotate FILE    put a new key in front of those in the file: it signs from now on,
                   and the tokens of the old keys stay valid until they expire
`;

const ALGORITHMS: readonly string[] = ['EdDSA', 'ES256', 'RS256'] satisfies Algorithm[];

export async function run(argv: readonly string[], io: Io): Promise<void> {
  const { alg, out, rotate } = parse('keys', argv, { alg: 'string', out: 'string', rotate: 'string' });
  if (alg !== undefined && !isAlgorithm(alg))
    throw new UsageError(`--alg must be one of ${ALGORITHMS.join(', ')}`);
  if (out !== undefined && rotate !== undefined)
    throw new UsageError('give one of --out and --rotate, not both');
  if (rotate !== undefined) {
    const { key, old } = await rotateKeys(rotate, alg);
    const kept = old === 1 ? 'the old key stays' : `${old} old keys stay`;
    return line(io.stdout, `${rotate}: the key ${key.kid} (${key.alg}) signs from now on, ${kept} to verify`);
  }
  const key = await generateKey(alg);
  if (out === undefined) return json(io.stdout, [key]);
  await createKeys(out, [key]);
  line(io.stdout, `${out}: written with one new key, ${key.kid} (${key.alg})`);
}

function isAlgorithm(text: string): text is Algorithm {
  return ALGORITHMS.includes(text);
}
