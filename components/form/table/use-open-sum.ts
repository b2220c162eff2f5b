import { useRouter } from 'next/navigation'
import { useFormSession } from '@/components/form/session/session-context'
import type { Address } from '@/report/template'

/** In the form of an aggregate: opens a cell to the members it is the sum of. Undefined in any other form. */
export function useOpenSum(): ((at: Address) => void) | undefined {
  const { data } = useFormSession()
  const router = useRouter()
  return data.sums?.isSummed ? (at) => router.push(`/reports/${data.id}/sum?at=${encodeURIComponent(at)}`) : undefined
}
