import { readFileSync } from 'node:fs';

const blacklist = new Set(readFileSync('config/mail-domains.txt', 'utf8').split('\n'));

export const isBlacklisted = (email: string): boolean => blacklist.has(email.split('@')[1] ?? '');
