'use strict';

const EventEmitter2 = require('eventemitter2');

function createHooks({ db, cache, log }) {
  const hooks = new EventEmitter2({ ignoreErrors: false });

  const listeners = {
    'user.created': async ({ id }) => {
      await db('quotas').insert({ user_id: id, bytes: 1e9 });
    },
    'user.logged_out': async ({ id }) => {
      await cache.del(`menu:${id}`, `rights:${id}`);
    },
    'user.deleted': async ({ id }) => {
      await db('sessions').where({ user_id: id }).delete();
      await cache.del(`menu:${id}`, `rights:${id}`);
    },
  };

  for (const [name, listener] of Object.entries(listeners)) {
    hooks.on(name, (payload) => {
      log.debug({ name, payload }, 'hook');
      return listener(payload);
    });
  }

  return hooks;
}

module.exports = { createHooks };
