import { CompactSign, decodeJwt, importJWK, type CryptoKey } from 'jose';
import { expect, it } from 'vitest';
import { generateKey } from '../../../src/index.ts';
import { codeOf, node } from '../../support/node.ts';

it('does not let who stole the signing key sign another name, or a later beginning, onto a session', async () => {
  const key = await generateKey();
  await using curfew = await node({ issuer: { name: 'https://api.test', audience: 'api', keys: key } });
  const { accessToken } = await curfew.issue({ subject: 'mallory', tenant: 'acme' });
  await curfew.verify(accessToken);
  const signing = (await importJWK(key, 'EdDSA')) as CryptoKey;
  const forge = (more: object): Promise<string> =>
    new CompactSign(new TextEncoder().encode(JSON.stringify({ ...decodeJwt(accessToken), ...more })))
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid ?? '' })
      .sign(signing);
  const lies = [
    { sub: 'admin' },
    { tenant: 'umbrella' },
    { tenant: undefined },
    { client_id: 'root' },
    { rv0: '1.9' },
  ];
  for (const lie of [...lies, { sid: 'AAAAAAAAAAAAAAAAAAAAAA' }]) {
    expect(await codeOf(curfew.verify(await forge(lie))), JSON.stringify(lie)).toMatch(
      /^ERR_TOKEN_(INVALID|REVOKED)$/,
    );
  }
  expect((await curfew.verify(await forge({ role: 'new' }))).subject, 'the forgeries are well made').toBe(
    'mallory',
  );
  await curfew.revoke('everything');
  expect(await codeOf(curfew.verify(await forge({ rv0: '1.1', rv: '1.1' })))).toMatch(/^ERR_TOKEN_/);
});
