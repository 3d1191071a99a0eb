import EventEmitter2 from 'eventemitter2';

export const bus = new EventEmitter2({ wildcard: true, delimiter: '.' });

export const Events = Object.freeze({
  USER_REGISTERED: 'user.registered',
  USER_LEFT: 'user.left',
});
