import type { Values } from '@/report/values'

export { cleanReport } from '@/report/samples/clean-report'

/** For tests: values without the given addresses, as if never typed. */
export function without(values: Values, ...addresses: string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([at]) => !addresses.includes(at)))
}
