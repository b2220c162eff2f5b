import { measure } from '@/bench/measures/pages'
import { printTable } from '@/bench/results'

console.log(printTable(await measure()))
