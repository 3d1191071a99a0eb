import { defineStore } from 'pinia'
import http from '@/http'

export const useOrdersStore = defineStore('orders', {
  state: () => ({ items: [], page: 1 }),
  actions: {
    async load () {
      const { data } = await http.get('/orders', { params: { page: this.page } })
      this.items = data.items
    },
  },
  persist: true,
})
