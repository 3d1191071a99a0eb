import useSWR from 'swr'
import fetchJson from './fetchJson'

export function useInvoices(year) {
  const { data, error, isLoading } = useSWR(`/api/invoices?year=${year}`, fetchJson, { revalidateIfStale: false })
  return { invoices: data?.items ?? [], total: data?.total ?? 0, error, isLoading }
}

export function useContacts() {
  const { data } = useSWR('/api/contacts', fetchJson, { revalidateOnFocus: false })
  return data ?? []
}
