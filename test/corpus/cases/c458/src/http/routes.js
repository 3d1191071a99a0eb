'use strict';

module.exports = ({ authController, articleController, requireAuth }) => [
  { method: 'get', path: '/articles', handler: articleController.index },
  { method: 'get', path: '/articles/:slug', handler: articleController.show },
  { method: 'post', path: '/articles', handler: articleController.create, before: [requireAuth] },
  { method: 'delete', path: '/articles/:slug', handler: articleController.remove, before: [requireAuth] },

  { method: 'post', path: '/auth/login', handler: authController.login },
  { method: 'get', path: '/auth/logout', handler: authController.logout, before: [requireAuth] },
];
