import { computed } from 'vue'
import { useMutation, useQuery } from '@tanstack/vue-query'
import { get, post } from '@/api'

export function useAuth () {
  const { data: user, isLoading } = useQuery({
    queryKey: ['user'],
    queryFn: () => get('/user'),
    retry: false
  })

  const { mutateAsync: login } = useMutation({ mutationFn: (form) => post('/login', form) })

  const { mutate: logout } = useMutation({
    mutationFn: () => post('/logout'),
    onSuccess: () => {
      window.location.href = '/login'
    }
  })

  return { user, isLoading, isLoggedIn: computed(() => !!user.value), login, logout }
}
