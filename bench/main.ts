import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { currentLoad, describeCircumstances } from './machine'
import { type Measure, printTable, type Row, writeSection } from './results'

const modules = await Promise.all(
  readdirSync('bench/measures')
    .sort()
    .map((file) => import(`./measures/${basename(file)}`) as Promise<Measure>)
)
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !modules.some((module) => module.name === name))
if (unknown.length > 0) {
  console.error(`No measure ${unknown.join(', ')}; there are ${modules.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

const measured: Row[] = []
for (const { name, measure, isLong } of modules) {
  if (wanted.length > 0 ? !wanted.includes(name) : isLong) continue
  console.error(`measuring ${name} …`)
  const load = currentLoad()
  const rows = await measure()
  writeSection(name, describeCircumstances(load), rows)
  measured.push(...rows)
}
console.log(printTable(measured))
