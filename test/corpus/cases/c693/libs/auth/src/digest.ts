import { createHash } from 'node:crypto';

export const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');
