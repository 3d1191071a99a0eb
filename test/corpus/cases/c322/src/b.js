import { a } from './a.js';

export function* b() {
  yield a;
  yield* b();
}

export class Odd {
  get logout() {
    return this.logout;
  }

  static {
    this['sign' + 'out'] = eval('1 + 1');
  }
}
