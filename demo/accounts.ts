import { scrypt, timingSafeEqual } from 'node:crypto';

/** What is kept of a password: the salt, and scrypt of both, in base64. */
interface Kept {
  readonly salt: string;
  readonly hash: string;
}

/** Everybody who may log in. The passwords are on the page itself: this is a demonstration. */
const accounts = new Map<string, Kept>([
  [
    'alice',
    { salt: 'kqAob9+O0rxBi7eZcKYAIw==', hash: 'tC/aGv9xEQb4ugFk0Q4W5JwZrTQl5lVgcMD4Ib44uDo=' }, // correct-horse
  ],
  [
    'bob',
    { salt: '20B4UTWhrX3pvtlmoE5z5w==', hash: 'EwyAKTMC5GGcTMNI4WriZHSfPbXUBOfKyrMrSXK4Nh8=' }, // battery-staple
  ],
]);

/** Of a password that nobody knows: checked for unknown names, so that they cost as much time as known ones. */
const nobody: Kept = {
  salt: 'NRHtt0NjCpFr+SsX89qBsg==',
  hash: 'H5rHSkFX4U8j9JbXOo0/SUWo1k1Vt3OgBZZUuBtD7Ak=',
};

/** Whether `password` is that of `username`. */
export async function isPassword(username: string, password: string): Promise<boolean> {
  const account = accounts.get(username);
  const { salt, hash } = account ?? nobody;
  const expected = Buffer.from(hash, 'base64');
  const given = await scrypted(password, Buffer.from(salt, 'base64'), expected.length);
  return timingSafeEqual(given, expected) && account !== undefined;
}

function scrypted(password: string, salt: Buffer, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, length, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
