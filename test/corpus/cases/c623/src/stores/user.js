import { defineStore } from 'pinia'
import http from '@/http'

export const useUserStore = defineStore('user', {
  state: () => ({
    uid: null,
    fullName: '',
    avatar: '',
    address: null,
  }),
  actions: {
    hydrate (dto) {
      this.uid = dto.id
      this.fullName = dto.full_name
      this.avatar = dto.avatar_url
      this.address = dto.address
    },
    async fetchMe () {
      this.hydrate((await http.get('/me')).data)
    },
  },
  persist: { storage: localStorage, paths: ['uid', 'fullName', 'avatar', 'address'] },
})
