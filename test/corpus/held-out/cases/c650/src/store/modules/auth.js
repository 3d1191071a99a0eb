import Vue from 'vue';

const state = () => ({ token: null, status: '' });

const mutations = {
  PENDING(s) { s.status = 'loading'; },
  SUCCESS(s, token) { s.status = 'success'; s.token = token; },
  FAILED(s) { s.status = 'error'; },
  CLEAR(s) { s.status = ''; s.token = null; },
};

const actions = {
  async login({ commit, dispatch }, credentials) {
    commit('PENDING');
    try {
      const resp = await Vue.prototype.$http.post('/auth/login', credentials);
      Vue.prototype.$http.defaults.headers.common.Authorization = resp.data.token;
      commit('SUCCESS', resp.data.token);
      await dispatch('customer/load', null, { root: true });
    } catch (err) {
      commit('FAILED');
      throw err;
    }
  },
  logout({ commit }) {
    return new Promise((resolve) => {
      commit('CLEAR');
      delete Vue.prototype.$http.defaults.headers.common.Authorization;
      resolve();
    });
  },
};

export default { namespaced: true, state, mutations, actions };
