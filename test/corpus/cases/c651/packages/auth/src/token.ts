import { createSigner, createVerifier } from 'fast-jwt';
import dayjs from 'dayjs';
import { settings } from './settings';

const rawSign = createSigner({ key: settings.privateKey, algorithm: 'EdDSA', kid: settings.kid });
const rawVerify = createVerifier({ key: settings.publicKey, algorithms: ['EdDSA'] });

export interface Ticket {
  sub: string;
  sid: string;
}

const withTimes = <T extends object>(claims: T) => ({
  ...claims,
  iat: dayjs().unix(),
  exp: dayjs().add(settings.ticketMinutes, 'minute').unix(),
});

export const seal = (ticket: Ticket): string => rawSign(withTimes(ticket));
export const unseal = (token: string): Ticket => rawVerify(token);
