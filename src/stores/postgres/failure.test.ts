import { describe, expect, it } from 'vitest';
import { ConfigError, StoreUnavailable, TokenRevoked } from '../../core/errors.ts';
import { isCollision, isHarmless, isMissing, refusal, unavailable } from './failure.ts';

/** What PostgreSQL said, as a driver tells it. */
function said(code: string, message = 'it says so', more: object = {}): Error {
  return Object.assign(new Error(message), { severity: 'ERROR', code, ...more });
}

/** What the network said, in a code that looks like one of PostgreSQL's. */
const network = (code: string): Error => Object.assign(new Error('the network says so'), { code });

const ODD: unknown[] = [
  undefined,
  null,
  'words',
  40001,
  new Error('words'),
  { severity: 'ERROR', code: '40001' },
];

it('knows a step that may be tried again', () => {
  for (const code of ['40001', '40P01']) {
    expect(isCollision(said(code))).toBe(true);
    expect(isCollision(network(code))).toBe(false);
  }
  for (const code of ['40003', '23505', '55P03', '']) expect(isCollision(said(code))).toBe(false);
  for (const error of ODD) expect(isCollision(error)).toBe(false);
});

it('knows a schema that was dropped, as a whole or in part', () => {
  for (const code of ['3F000', '42P01', '42883', '42703']) {
    expect(isMissing(said(code))).toBe(true);
    expect(isMissing(network(code))).toBe(false);
  }
  for (const code of ['3D000', '42501', '42P02', '']) expect(isMissing(said(code))).toBe(false);
  for (const error of ODD) expect(isMissing(error)).toBe(false);
});

it('goes on with a connection only when the server refused a statement, and did not hang up', () => {
  for (const code of ['40001', '23505', '42P01', '55P03', '22008', '57014', '25006']) {
    expect(isHarmless(said(code)), code).toBe(true);
    expect(isHarmless(network(code)), code).toBe(false);
  }
  // Closed by an administrator, a crash, a shutdown, or after a time-out.
  for (const code of ['08006', '08P01', '57P01', '57P02', '57P03', '57P05', '25P03']) {
    expect(isHarmless(said(code)), code).toBe(false);
  }
  for (const error of ODD) expect(isHarmless(error)).toBe(false);
  expect(isHarmless(Object.assign(new Error('no code'), { severity: 'ERROR' }))).toBe(false);
});

describe('what a call rejects with', () => {
  it('is an error of Curfew as it is', () => {
    for (const error of [new TokenRevoked('a'), new ConfigError('b'), new StoreUnavailable('c')]) {
      expect(unavailable(error)).toBe(error);
      expect(refusal(error)).toBe(error);
    }
  });

  it.each([
    [said('25006'), /^this PostgreSQL is read-only now/],
    [said('55P03'), /^PostgreSQL is busy: somebody holds a lock/],
    [network('25006'), /could not do it: the network says so$/],
    [network('55P03'), /could not do it: the network says so$/],
  ])('says what to expect: %o', (error, message) => {
    expect(unavailable(error)).toBeInstanceOf(StoreUnavailable);
    expect(unavailable(error).message).toMatch(message);
    expect(unavailable(error)).not.toHaveProperty('cause');
  });

  it.each([
    '08006',
    '0A000',
    '23505',
    '25P02',
    '26000',
    '28000',
    '3D000',
    '3F000',
    '40001',
    '42P01',
    '53300',
    '54000',
  ])("has the server's own words where they hold no value: %s", (code) =>
    expect(unavailable(said(code)).message).toBe(`PostgreSQL could not do it: it says so (${code})`),
  );

  it.each(['22P02', '22023', '44000', 'P0001', 'XX000', '21000', 'F0000'])(
    'has only the code where the words may hold one: %s',
    (code) => {
      const { message } = unavailable(said(code, 'invalid input: "a secret"'));
      expect(message).toBe(`PostgreSQL could not do it: error ${code}; its log says more`);
    },
  );

  it('has only the code of what a trigger says, whatever code it gives', () => {
    const { message } = unavailable(said('23514', 'a secret', { routine: 'exec_stmt_raise' }));
    expect(message).toBe('PostgreSQL could not do it: error 23514; its log says more');
    const checked = unavailable(said('23514', 'no secret', { routine: 'ExecConstraints' }));
    expect(checked.message).toBe('PostgreSQL could not do it: no secret (23514)');
  });

  it.each<[unknown, string]>([
    [
      new SyntaxError('Unexpected token, "a secret" is not valid JSON'),
      'what is stored, or was answered, is no JSON',
    ],
    [new Error(''), 'the connection failed'],
    ['a secret', 'the connection failed'],
    [undefined, 'the connection failed'],
    [new AggregateError([network('ECONNREFUSED'), new Error('second')]), 'the network says so'],
    [new AggregateError([said('57P03', 'starting up')]), 'starting up (57P03)'],
    [new AggregateError([], 'all of none'), 'all of none'],
    [new AggregateError([]), 'the connection failed'],
  ])('has words for everything else: %o', (error, reason) => {
    expect(unavailable(error).message).toBe(`PostgreSQL could not do it: ${reason}`);
  });
});

describe('what joining rejects with', () => {
  it('says which rights are missing', () => {
    const error = refusal(said('42501', 'permission denied for schema curfew'));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toMatch(
      /^PostgreSQL refuses: permission denied for schema curfew \(42501\)\. Let the role/,
    );
  });

  it.each(['28000', '28P01', '3D000'])('is for the operator where the server lets nobody in: %s', (code) => {
    expect(refusal(said(code))).toBeInstanceOf(ConfigError);
    expect(refusal(said(code)).message).toBe(`PostgreSQL refuses the connection: it says so (${code})`);
  });

  it.each(['42830', '53300', '57P03', '22028', '42P01'])('may pass by itself otherwise: %s', (code) => {
    expect(refusal(said(code))).toBeInstanceOf(StoreUnavailable);
  });

  it.each(['28000', '3D000', '42501'])(
    'may pass by itself when it was not the server that said %s',
    (code) => {
      expect(refusal(network(code))).toBeInstanceOf(StoreUnavailable);
    },
  );
});
