import { Connection } from './connection.ts';
import { Leases } from './leases.ts';
import { News } from './news.ts';
import type { Settings } from './options.ts';
import { Scripts } from './scripts.ts';
import { survey } from './survey.ts';

/** A store while somebody is attached to it: its connections, and what it knows of the others. */
export class Connected {
  readonly scripts: Scripts;
  readonly news: News;
  readonly leases: Leases;
  readonly #connection: Connection;

  private constructor(connection: Connection, news: Connection, settings: Settings, replicas: number) {
    this.#connection = connection;
    this.scripts = new Scripts(connection, settings.prefix, settings.durable);
    this.scripts.replicas = replicas;
    this.news = new News(news, this.scripts.channel);
    this.leases = new Leases(this.scripts, this.news);
  }

  /** Rejects with `ConfigError` when there is no client, or the server is not to be trusted as it is set up. */
  static async open(settings: Settings): Promise<Connected> {
    const driver = await settings.open();
    const connection = new Connection(driver);
    try {
      const replicas = await survey(connection, settings);
      return new Connected(connection, new Connection(driver), settings, replicas);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  close(): void {
    this.news.close();
    this.#connection.close();
  }
}
