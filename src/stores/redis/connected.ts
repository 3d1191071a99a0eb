import { StoreUnavailable } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';
import type { Attached } from '../../core/store.ts';
import { Connection } from './connection.ts';
import { Copies } from './copies.ts';
import { leaseOf, Leases } from './leases.ts';
import { News } from './news.ts';
import type { Settings } from './options.ts';
import { list } from './rows.ts';
import { Scripts } from './scripts.ts';
import { survey } from './survey.ts';

/** How long one who joins waits for a server that was just started, and how often it looks, ms. */
const [PATIENCE, LOOK] = [3_000, 50];

/** A store while somebody is attached to it: its connections, and what it knows of the others. */
export class Connected {
  readonly scripts: Scripts;
  readonly news: News;
  readonly leases: Leases;
  readonly #connection: Connection;

  private constructor(connection: Connection, news: Connection, scripts: Scripts) {
    this.#connection = connection;
    this.scripts = scripts;
    this.news = new News(news, scripts.channel);
    this.leases = new Leases(scripts, this.news);
  }

  /** Rejects with `ConfigError` when there is no client, or the server is not to be trusted as it is set up. */
  static async open(settings: Settings): Promise<Connected> {
    const driver = await settings.open();
    const copies = new Copies(settings.replicas);
    const connection = new Connection(driver, async (server, again) => {
      const met = await survey(server, settings, again);
      copies.meet(met);
      scripts.durable = met.durable;
    });
    const scripts = new Scripts(connection, settings.prefix, settings.durable, copies);
    try {
      await connection.link();
      return new Connected(connection, new Connection(driver), scripts);
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** Joins; without a staleness, as one who adopts that of the nodes. */
  async attach(staleness: number | undefined): Promise<Attached> {
    const end = performance.now() + PATIENCE;
    // A node that asks every time is at work too when it answers, for a moment.
    this.scripts.quarantine = Math.max(1_000, silence(staleness ?? 1_000));
    const look = async (): Promise<unknown[]> => {
      for (;;) {
        const answer = await this.scripts.ask('attach', [staleness ?? '']).catch((error: unknown) => {
          // It is reading its data.
          if (error instanceof StoreUnavailable && error.message.includes(': LOADING ')) return ['starting'];
          throw error;
        });
        if (answer[0] !== 'starting' || performance.now() > end) return this.scripts.accept(answer);
        await new Promise((resolve) => setTimeout(resolve, LOOK));
      }
    };
    const [incarnation, generation, age, others] = await look();
    const first = list(others).map(leaseOf)[0];
    if (staleness !== undefined && first) {
      await this.leases.agree(staleness, async () => list((await look())[3]).map(leaseOf));
    }
    const log = { incarnation: String(incarnation), generation: Number(generation) };
    return { ...log, age: Number(age), staleness: staleness ?? first?.staleness ?? 1_000 };
  }

  close(): void {
    this.news.close();
    this.#connection.close();
  }
}
