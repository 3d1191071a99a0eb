import { Inject, Injectable } from '@nestjs/common';
import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Cache } from 'cache-manager';

@Injectable()
export class WeatherService {
  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    private readonly events: EventEmitter2,
  ) {}

  async forecast(city: string): Promise<unknown> {
    const known = await this.cache.get(`weather:${city}`);
    if (known) return known;
    const answer = await fetch(`https://weather.example/${encodeURIComponent(city)}`);
    const fresh: unknown = await answer.json();
    await this.cache.set(`weather:${city}`, fresh, 600_000);
    this.events.emit('weather.fetched', { city });
    return fresh;
  }
}
