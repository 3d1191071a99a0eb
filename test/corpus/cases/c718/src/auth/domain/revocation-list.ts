export const REVOCATION_LIST = Symbol('RevocationList');

export interface RevocationList {
  add(jti: string, until: Date): Promise<void>;
  contains(jti: string): Promise<boolean>;
}
