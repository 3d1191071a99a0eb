import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reencodings } from '../../test/support/encodings.ts';
import { looksLikeJwt } from './jws.ts';
import { parseRefreshToken } from './refresh.ts';
import { isTicketOf, parseTicket, ticketOf } from './ticket.ts';

const session = { id: 'A'.repeat(22), secret: 's'.repeat(43) };

async function sealing(id: string, secret: string): Promise<string> {
  const ticket = await ticketOf({ id, secret });
  if (ticket === undefined) throw new Error('there is no ticket');
  return ticket;
}

/** Whether `text` is taken for the ticket of `of`. */
async function opens(text: string, of = session): Promise<boolean> {
  const claim = parseTicket(text);
  return claim !== undefined && claim.session === of.id && (await isTicketOf(claim, of));
}

describe('ticketOf', () => {
  it('is computed from the session alone: the same each time, another for each', async () => {
    const ticket = await sealing(session.id, session.secret);
    expect(ticket).toMatch(/^A{22}\.out\.[\w-]{43}$/);
    expect(await sealing(session.id, session.secret)).toBe(ticket);
    expect(await opens(ticket)).toBe(true);
    const others = await Promise.all([
      sealing('B'.repeat(22), session.secret),
      sealing(session.id, 't'.repeat(43)),
    ]);
    expect(new Set([ticket, ...others].map((one) => one.slice(-43))).size).toBe(3);
    for (const one of others) expect(await opens(one)).toBe(false);
  });

  it('is what HMAC-SHA256 makes of a label and the id, whoever computes it', async () => {
    const key = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(session.secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const text = new TextEncoder().encode(`curfew ticket ${session.id}`);
    const seal = Buffer.from(await crypto.subtle.sign('HMAC', key, text)).toString('base64url');
    expect(await sealing(session.id, session.secret)).toBe(`${session.id}.out.${seal}`);
  });

  it('is none for a session that is not there, has ended, or has no secret', async () => {
    expect(await ticketOf(undefined)).toBeUndefined();
    expect(await ticketOf({ ...session, endedAt: 1 })).toBeUndefined();
    expect(await ticketOf({ ...session, secret: '' })).toBeUndefined();
  });

  it('lets nothing pass for a session without a secret, not even what an empty key would seal', async () => {
    const { createHmac } = await import('node:crypto');
    const seal = createHmac('sha256', '').update(`curfew ticket ${session.id}`).digest('base64url');
    expect(await opens(`${session.id}.out.${seal}`, { ...session, secret: '' })).toBe(false);
  });
});

describe('parseTicket', () => {
  it('reads what ticketOf makes, for every id that a session can have', async () => {
    const ids = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((id) => id.length <= 255);
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        const ticket = await sealing(id, session.secret);
        expect(parseTicket(ticket)?.session).toBe(id);
        expect(await opens(ticket, { ...session, id })).toBe(true);
        expect(looksLikeJwt(ticket)).toBe(false);
        expect(parseRefreshToken(ticket)).toBeUndefined();
      }),
    );
  });

  it('takes no other spelling, and nothing that was cut, lengthened or changed', async () => {
    const ticket = await sealing(session.id, session.secret);
    for (const [how, spelling] of reencodings(ticket)) expect(await opens(spelling), how).toBe(false);
    for (let at = 0; at < ticket.length; at += 1) {
      const changed = ticket.slice(0, at) + (ticket[at] === 'x' ? 'y' : 'x') + ticket.slice(at + 1);
      expect(await opens(changed), `changed at ${at}`).toBe(false);
      expect(await opens(ticket.slice(0, at)), `cut at ${at}`).toBe(false);
    }
    expect(await opens(`${ticket}A`)).toBe(false);
    expect(parseTicket(`.out.${'A'.repeat(43)}`)).toBeUndefined();
    expect(parseTicket(`${'x'.repeat(256)}.out.${'A'.repeat(43)}`)).toBeUndefined();
  });
});
