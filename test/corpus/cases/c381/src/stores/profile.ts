import { defineStore } from 'pinia'
import { client } from '@/services/client'

interface Profile {
  id: number
  vorname: string
  nachname: string
  iban: string | null
}

export const useProfileStore = defineStore('profile', {
  state: () => ({
    profile: null as Profile | null,
    loadedAt: 0,
  }),
  getters: {
    name: (s) => (s.profile ? `${s.profile.vorname} ${s.profile.nachname}` : ''),
  },
  actions: {
    async load() {
      const { data } = await client.get<Profile>('/profile')
      this.profile = data
      this.loadedAt = Date.now()
    },
    async save(patch: Partial<Profile>) {
      const { data } = await client.patch<Profile>('/profile', patch)
      this.profile = data
    },
  },
  persist: true,
})
