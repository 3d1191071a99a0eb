import Vue from 'vue';

export default {
  namespaced: true,
  state: () => ({ name: '', email: '', orders: [] }),
  getters: {
    initials: (s) => s.name.split(' ').map((p) => p[0]).join(''),
  },
  mutations: {
    SET(s, customer) { Object.assign(s, customer); },
    SET_ORDERS(s, orders) { s.orders = orders; },
  },
  actions: {
    async load({ commit }) {
      const { data } = await Vue.prototype.$http.get('/customers/me');
      commit('SET', data);
      const orders = await Vue.prototype.$http.get(`/customers/${data.id}/orders`);
      commit('SET_ORDERS', orders.data);
    },
  },
};
