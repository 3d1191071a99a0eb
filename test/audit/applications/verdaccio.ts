import { ACCOUNT, application, type Application } from './application.ts';

/** A registry for npm packages, with the configuration that it writes when there is none: users in a file, packages in a folder. */
export async function verdaccio(): Promise<Application> {
  return application({
    script: 'verdaccio/bin/verdaccio',
    prepare: ({ port }) => ['--listen', `127.0.0.1:${port}`],
    ready: '/-/ping',
    seed: async (base) => {
      const { AUDIT_USER: name, AUDIT_PASS: password } = ACCOUNT;
      const response = await fetch(`${base}/-/user/org.couchdb.user:${name}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, password }),
      });
      await response.arrayBuffer();
      if (response.status !== 201) throw new Error(`Verdaccio answered ${response.status} to a new user`);
    },
  });
}
