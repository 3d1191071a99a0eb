import { randomBytes } from 'node:crypto';

export class Account {
  private constructor(
    readonly id: string,
    readonly email: string,
    private _stamp: string,
    private _stampedAt: Date,
  ) {}

  static restore(row: { id: string; email: string; stamp: string; stampedAt: Date }) {
    return new Account(row.id, row.email, row.stamp, row.stampedAt);
  }

  rotateStamp(at: Date) {
    this._stamp = randomBytes(16).toString('hex');
    this._stampedAt = at;
  }

  get stamp() {
    return this._stamp;
  }

  get stampedAt() {
    return this._stampedAt;
  }
}
