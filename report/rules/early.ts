import type { Check } from '@/report/finding'
import { arithmetic } from './arithmetic'
import { cells } from './cells'
import { lastYear } from './last-year'

/** The families that answer to numbers. The open form has them from the start; the others it loads once it can be typed into. */
export const EARLY: readonly Check[] = [arithmetic, cells, lastYear]
