import { readFileSync } from 'node:fs';

export const privateKey: Buffer = readFileSync('keys/private.pem');
