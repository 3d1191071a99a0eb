import { defineStore } from 'pinia'
import router from '@/router'
import http from '@/plugins/http'

export const useAuthStore = defineStore('auth', {
  state: () => ({
    token: localStorage.getItem('jwt') || '',
    user: null,
    permissions: [],
  }),

  getters: {
    isLoggedIn: (state) => !!state.token,
    can: (state) => (permission) => state.permissions.includes(permission),
  },

  actions: {
    async login (payload) {
      const { data } = await http.post('/login', payload)
      this.token = data.token
      localStorage.setItem('jwt', data.token)
      await this.fetchUser()
      router.push({ name: 'home' })
    },

    async fetchUser () {
      const { data } = await http.get('/user')
      this.user = data
      this.permissions = data.roles.flatMap((r) => r.permissions)
    },

    // esce e torna alla pagina di login
    logout () {
      localStorage.removeItem('jwt')
      this.$reset()
      router.push({ name: 'login' })
    },
  },
})
