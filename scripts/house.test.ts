import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

const HOUSE = '{components,db,report,server}'
const MOST_FILES = 20
const MOST_LINES = 350

const filesOf = (pattern: string) => globSync(pattern).filter((file) => !file.startsWith(join('db', 'migrations')))
const isProduct = (file: string) => !/\.test\.|testing/.test(file)

it('no folder holds more files than one looks through', () => {
  const counts = new Map<string, number>()
  for (const file of filesOf(`${HOUSE}/**/*.{ts,tsx,mjs,css,typ,json}`)) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([])
})

it('no file of the product is longer than one reads', () => {
  const long = filesOf(`{app,cli,components,db,report,server}/**/*.{ts,tsx}`)
    .filter(isProduct)
    .map((file) => [file, readFileSync(file, 'utf8').split('\n').length - 1] as const)
  expect(long.filter(([, lines]) => lines > MOST_LINES)).toEqual([])
  expect(long.filter(([, lines]) => lines > 250).length).toBeLessThanOrEqual(8)
})

/** The rooms each room imports from; what lies in a room of a room belongs to it. */
function readImports(): Map<string, Set<string>> {
  const files = new Set(filesOf(`${HOUSE}/**/*.{ts,tsx,mjs}`).filter(isProduct))
  const imports = new Map<string, Set<string>>()
  for (const file of files) {
    const room = dirname(file)
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)) {
      const bare = from.startsWith('@/') ? from.slice(2) : from.startsWith('.') ? join(room, from) : ''
      const found = [bare, `${bare}.ts`, `${bare}.tsx`, join(bare, 'index.ts')].find((path) => files.has(path))
      const other = found && dirname(found)
      if (!other || `${other}/`.startsWith(`${room}/`) || `${room}/`.startsWith(`${other}/`)) continue
      imports.set(room, (imports.get(room) ?? new Set()).add(other))
    }
  }
  return imports
}

it('no room imports, on whatever way, a room that imports it', () => {
  const imports = readImports()
  const reach = (room: string, seen: Set<string>): Set<string> => {
    for (const next of imports.get(room) ?? []) if (!seen.has(next)) reach(next, seen.add(next))
    return seen
  }
  expect([...imports.keys()].filter((room) => reach(room, new Set()).has(room))).toEqual([])
})

it('what report/ exports as a type is one thing: no other file of the product exports that name', () => {
  const files = filesOf('{app,cli,components,db,report,server}/**/*.{ts,tsx}').filter(isProduct)
  const named = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^export (?:type|interface|class) (\w+)/gm)].map(([, name = '']) => ({ name, file }))
  )
  const ours = named.filter(({ file }) => file.startsWith('report'))
  const twice = ours.flatMap((one) => named.filter(({ name, file }) => name === one.name && file !== one.file))
  expect(twice).toEqual([])
})
