import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { application, type Application } from './application.ts';

/** A tool for wiring services together. The settings are those it comes with, and `adminAuth` as they describe it. */
export async function nodeRed(): Promise<Application> {
  return application({
    script: 'node-red/red.js',
    prepare: ({ port, folder, modules }) => {
      const file = join(folder, 'settings.js');
      writeFileSync(file, settings(modules));
      return ['--userDir', folder, '--settings', file, '--port', String(port)];
    },
    ready: '/auth/login',
  });
}

/** Only this machine is to reach it, and the password is hashed as its documentation shows. */
function settings(modules: string): string {
  const of = (path: string): string => `require(${JSON.stringify(join(modules, path))})`;
  return `module.exports = {
  ...${of('node-red/settings.js')},
  uiHost: '127.0.0.1',
  adminAuth: {
    type: 'credentials',
    users: [{
      username: process.env.AUDIT_USER,
      password: ${of('bcryptjs')}.hashSync(process.env.AUDIT_PASS, 8),
      permissions: '*',
    }],
  },
};
`;
}
