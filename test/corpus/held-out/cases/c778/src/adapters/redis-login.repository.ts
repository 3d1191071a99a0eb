import { Injectable } from '@nestjs/common';
import { InjectRedis } from '@nestjs-modules/ioredis';
import type Redis from 'ioredis';
import { Login, LoginRepository } from '../core/ports/login.repository';

const THIRTY_DAYS = 30 * 86_400;
const keyOf = (id: string) => `login:${id}`;

@Injectable()
export class RedisLoginRepository extends LoginRepository {
  constructor(@InjectRedis() private readonly redis: Redis) {
    super();
  }

  async byId(id: string) {
    const json = await this.redis.get(keyOf(id));
    return json ? (JSON.parse(json) as Login) : null;
  }

  async add(login: Login) {
    await this.redis.setex(keyOf(login.id), THIRTY_DAYS, JSON.stringify(login));
  }

  async replaceDigest(id: string, from: string, to: string) {
    const login = await this.byId(id);
    if (login?.refreshDigest !== from) return false;
    await this.add({ ...login, refreshDigest: to });
    return true;
  }

  async remove(id: string) {
    await this.redis.del(keyOf(id));
  }
}
