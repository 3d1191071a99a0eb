import { warn } from '../shared/warning.ts';
import { Certainty, type Standing } from './certainty.ts';
import { Database } from './database.ts';
import { isMissing, refusal } from './failure.ts';
import { Leases } from './leases.ts';
import { migrate } from './migrate.ts';
import { News } from './news.ts';
import type { Settings } from './options.ts';
import { survey } from './survey.ts';

/** A store while somebody is attached to it: its connections, and what it knows of the others. */
export class Connected {
  readonly database: Database;
  readonly certainty: Certainty;
  readonly news: News;
  readonly leases: Leases;
  #ready: Promise<void> | undefined;

  private constructor(database: Database, listen: boolean) {
    this.database = database;
    this.certainty = new Certainty(database);
    this.news = new News(database, listen);
    this.leases = new Leases(database, this.certainty, this.news);
  }

  /** Rejects with `ConfigError` when there is no driver. */
  static async open({ schema, listen, open }: Settings): Promise<Connected> {
    const driver = await open().catch((error: unknown) => {
      throw refusal(error);
    });
    return new Connected(new Database(schema, driver), listen);
  }

  /** Resolves when the server has been looked at and the schema is there. Rejects with what the operator has to mend. */
  async ready(): Promise<void> {
    this.#ready ??= this.#prepare();
    try {
      await this.#ready;
    } catch (error) {
      this.#ready = undefined;
      throw refusal(error);
    }
  }

  /** A call failed: if somebody has dropped the schema, it is made anew before the next one. */
  failed(error: unknown): void {
    if (isMissing(error)) this.#ready = undefined;
  }

  async close(): Promise<void> {
    await this.news.close();
    await this.database.close();
  }

  async #prepare(): Promise<void> {
    await survey(this.database);
    await migrate(this.database);
    const standing = (await this.database.call('certify', {})) as Pick<Standing, 'certificate'>;
    if (standing.certificate !== null) return;
    warn(
      'CURFEW_PG_CERTIFICATE',
      'the role may not ask PostgreSQL which server it is (pg_control_system, pg_walfile_name): a fail-over, or a ' +
        'restored backup, is noticed only by nodes that know more than it',
    );
  }
}
