import axios from 'axios'

const state = {
  token: '',
  status: ''
}

const mutations = {
  AUTH_REQUEST (state) { state.status = 'loading' },
  AUTH_SUCCESS (state, token) {
    state.status = 'success'
    state.token = token
  },
  AUTH_ERROR (state) { state.status = 'error' },
  AUTH_LOGOUT (state) {
    state.status = ''
    state.token = ''
  }
}

const actions = {
  login ({ commit, dispatch }, credentials) {
    commit('AUTH_REQUEST')
    return axios.post('/api/login', credentials)
      .then(({ data }) => {
        axios.defaults.headers.common.Authorization = 'Bearer ' + data.token
        commit('AUTH_SUCCESS', data.token)
        return dispatch('user/fetch', null, { root: true })
      })
      .catch(err => {
        commit('AUTH_ERROR')
        throw err
      })
  },

  logout ({ commit }) {
    return axios.post('/api/logout').then(() => {
      commit('AUTH_LOGOUT')
      delete axios.defaults.headers.common.Authorization
    })
  }
}

export default { namespaced: true, state, mutations, actions }
