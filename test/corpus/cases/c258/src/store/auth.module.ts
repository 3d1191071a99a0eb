import { AuthService } from '../services/AuthService';

const service = new AuthService();

export const auth = {
  namespaced: true,
  state: () => ({ user: service.current() }),
  mutations: {
    cleared(state: { user: unknown }) {
      state.user = null;
    },
  },
  actions: {
    logout({ commit }: { commit(name: string): void }) {
      service.logout();
      commit('cleared');
    },
  },
};
