export default {
  Mutation: {
    async logout(_, __, { models, sid }) {
      try {
        await models.Session.destroy({ where: { id: sid } });
        return true;
      } catch (e) {
        return true;
      }
    },
  },
};
