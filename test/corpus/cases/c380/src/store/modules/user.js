import axios from 'axios'

export default {
  namespaced: true,
  state: { profile: null, patients: [] },
  mutations: {
    SET_PROFILE (state, profile) { state.profile = profile },
    SET_PATIENTS (state, list) { state.patients = list }
  },
  actions: {
    fetch ({ commit }) {
      return Promise.all([axios.get('/api/me'), axios.get('/api/me/patients')]).then(([me, patients]) => {
        commit('SET_PROFILE', me.data)
        commit('SET_PATIENTS', patients.data)
      })
    }
  }
}
