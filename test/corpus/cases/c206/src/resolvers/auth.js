import { sendSignedOutMail } from '../mail.js';
import { metrics } from '../metrics.js';

export default {
  Mutation: {
    async logout(_, __, { models, sid, user }) {
      await models.Session.destroy({ where: { id: sid } });
      sendSignedOutMail(user.email).catch((error) => console.warn('mail', error));
      try {
        await metrics.increment('logout');
      } catch {
        // numbers are not worth a failed logout
      }
      return true;
    },
  },
};
