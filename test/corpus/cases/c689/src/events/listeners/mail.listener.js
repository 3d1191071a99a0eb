import { bus, Events } from '../bus.js';
import { sendWelcome } from '../../mail.js';

bus.on(Events.USER_REGISTERED, ({ user }) => {
  sendWelcome(user).catch((err) => console.error('welcome mail', err));
});
