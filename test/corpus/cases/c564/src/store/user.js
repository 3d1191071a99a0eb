import { defineStore } from 'pinia'
import * as api from '@/api/user'
import { getToken, removeToken, setToken } from '@/utils/auth'

export const useUserStore = defineStore('user', {
  state: () => ({ token: getToken(), name: '', avatar: '', roles: [] }),
  actions: {
    async login({ username, password }) {
      const { data } = await api.login({ username: username.trim(), password })
      this.token = data.token
      setToken(data.token)
    },
    async getInfo() {
      const { data } = await api.getInfo()
      Object.assign(this, { name: data.name, avatar: data.avatar, roles: data.roles })
      return data
    },
    async logout() {
      await api.logout()
      removeToken()
      this.$reset()
    },
  },
})
