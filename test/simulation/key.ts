import type { SigningKey } from '../../src/index.ts';

/** Always the same, so that a seed gives the same world to the last bit. */
export const KEY: SigningKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  kid: 'simulation',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
};
