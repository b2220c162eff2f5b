import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const HOUSE = '{components,db,report,server}'
const MOST_FILES = 20
const MOST_LINES = 350

const MOST_ACTION_LINES = 10

const filesOf = (pattern: string) => globSync(pattern).filter((file) => !file.startsWith(join('db', 'migrations')))
const isProduct = (file: string) => !/\.test\.|testing/.test(file)
const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1

it('no folder holds more files than one looks through', () => {
  const counts = new Map<string, number>()
  for (const file of filesOf('{components,db,e2e,report,server}/**/*.{ts,tsx,mjs,css,typ,json}'))
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([])
})

it('no file of the product is longer than one reads', () => {
  const long = filesOf(`{app,cli,components,db,report,server}/**/*.{ts,tsx}`)
    .filter(isProduct)
    .map((file) => [file, linesOf(file)] as const)
  expect(long.filter(([, lines]) => lines > MOST_LINES)).toEqual([])
  expect(long.filter(([, lines]) => lines > 250).length).toBeLessThanOrEqual(8)
})

it('no test is longer than one reads', () => {
  const tests = filesOf('{app,cli,components,db,e2e,report,scripts,server}/**/*.{ts,tsx}').filter(
    (file) => !isProduct(file) || file.startsWith('e2e')
  )
  expect(tests.length).toBeGreaterThan(150)
  expect(tests.map((file) => [file, linesOf(file)] as const).filter(([, lines]) => lines > MOST_LINES)).toEqual([])
})

it('a function or constant is exported only where another file uses it', () => {
  const places = '{*,{app,bench,cli,components,db,e2e,report,scripts,server}/**/*}.{ts,tsx,mts,mjs}'
  const texts = filesOf(places).flatMap((file) => (file.includes('node_modules') ? [] : [[file, readFileSync(file, 'utf8')] as const]))
  const users = new Map<string, number>()
  for (const [, text] of texts) for (const word of new Set(text.match(/[\w$]+/g))) users.set(word, (users.get(word) ?? 0) + 1)
  const exported = texts.flatMap(([file, text]) => {
    const names = text.matchAll(/^export (?:async )?(?:function|const|class) ([\w$]+)/gm)
    return /^(?:components|db|report|server)/.test(file) ? [...names].map(([, name = '']) => ({ file, name })) : []
  })
  expect(exported.length).toBeGreaterThan(1500)
  // What a room of probes exports is collected by its folder (report/testing/probes/all.ts).
  const unused = exported.filter(({ file, name }) => users.get(name) === 1 && !file.startsWith(join('report', 'testing', 'probes')))
  expect(unused).toEqual([])
})

it('every room is in the picture of CONTRIBUTING.md', () => {
  const picture = readFileSync('CONTRIBUTING.md', 'utf8')
  const rooms = [...new Set(filesOf(`${HOUSE}/**/*.{ts,tsx}`).map(dirname))].map((room) => room.split('/').at(-1) ?? '')
  expect(rooms.length).toBeGreaterThan(60)
  expect(rooms.filter((room) => !new RegExp(`\`(?:[\\w/]+/)?${room}/?\``).test(picture))).toEqual([])
})

it('documents name and link only files that exist; decisions that are superseded may name what is gone', () => {
  const documents = filesOf('{*,{app,bench,cli,components,db,docs,e2e,report,scripts,server}/**/*}.md')
    .filter((file) => !file.includes('node_modules'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => !/^Status:.*superseded/m.test(text))
  expect(documents.length).toBeGreaterThan(80)
  const missing = documents.flatMap(({ file, text }) => {
    const named = text.matchAll(/`((?:app|bench|cli|components|db|docs|e2e|report|scripts|server)\/[\w()[\]/.-]+)`/g)
    const linked = text.matchAll(/\]\(([\w/.-]+)\)/g)
    const paths = [...[...named].map(([, path = '']) => path), ...[...linked].map(([, path = '']) => join(dirname(file), path))]
    return paths.filter((path) => !existsSync(path)).map((path) => `${file}: ${path}`)
  })
  expect(missing).toEqual([])
})

it('every decision stands in the table of contents, by its title', () => {
  const contents = readFileSync('docs/decisions/README.md', 'utf8')
  const decisions = filesOf('docs/decisions/0*.md')
  expect(decisions.length).toBeGreaterThan(100)
  const row = (file: string) => {
    const [, number, title] = /^# (\d+)\. (.*)$/m.exec(readFileSync(file, 'utf8')) ?? []
    return `| ${number} | [${title}](${file.split('/').at(-1)}) |`
  }
  expect(decisions.map(row).filter((one) => !contents.includes(one))).toEqual([])
})

it('the open form loads the rules that are not early after the page, and nothing of it brings them along', () => {
  const brings = /^(import|export) (?!type ).*from '@\/report\/(check|judge|rules\/(?!early)[\w-]+)'/m
  const drawn = filesOf('components/{desk,form,remarks,review,ui,workflow}/**/*.{ts,tsx}').filter((file) => !/\.test\./.test(file))
  expect(drawn.filter((file) => brings.test(readFileSync(file, 'utf8')))).toEqual([])
})

describe('a server action', () => {
  const actions = filesOf('app/**/actions.ts').map((file) => [file, readFileSync(file, 'utf8')] as const)

  it('stands in a file of actions', () => {
    const elsewhere = filesOf('{app,components,server}/**/*.{ts,tsx}').filter((file) =>
      /^\s*['"]use server['"]/m.test(readFileSync(file, 'utf8'))
    )
    expect(elsewhere.sort()).toEqual(actions.map(([file]) => file).sort())
  })

  it.each(actions)('reads its input and leaves the decision to server/: %s', (_, source) => {
    const from = [...source.matchAll(/^import (?!type )[^;]*? from '([^']+)'/gms)].map(([, path = '']) => path)
    expect(from.filter((path) => !/^(next\/(cache|navigation)|zod|@\/server\/.+)$/.test(path))).toEqual([])
    const parts = source.split(/^(?=(?:export |async |function |const ))/m).slice(1)
    expect(
      parts.map((part) => part.replace(/\n\/\*\*[\s\S]*$/, '').trim()).filter((part) => part.split('\n').length > MOST_ACTION_LINES)
    ).toEqual([])
  })
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

it('every function that report/, db/ and server/ export is told by a comment', () => {
  const functions = /^export (?:(?:async )?function|class) \w|^export const \w+ = (?:async )?(?:\(|<|remember\(|onceAPage\()/
  const told = /\*\/$|^\/\/ biome-ignore/
  const untold = filesOf('{db,report,server}/**/*.ts')
    .filter(isProduct)
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n')
      return lines.flatMap((line, i) => (functions.test(line) && !told.test(lines[i - 1] ?? '') ? [`${file}:${i + 1}: ${line}`] : []))
    })
  expect(untold).toEqual([])
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

it('a component or type is one thing: what components/ or app/ exports by a name is declared by no other file', () => {
  const declared = filesOf('{app,cli,components,db,report,server}/**/*.{ts,tsx}')
    .filter(isProduct)
    .flatMap((file) =>
      // A lazily loaded component has the name of the component it loads.
      [
        ...readFileSync(file, 'utf8').matchAll(
          /^(export )?(?:async )?(?:type|interface|class|function|const) ([A-Z][a-z]\w*)\b(?! = lazily)/gm
        )
      ].map(([, exported, name = '']) => ({ name, file, isExported: exported !== undefined, isScreen: /^(app|components)/.test(file) }))
    )
  const ours = declared.filter(({ isExported, isScreen }) => isExported && isScreen)
  expect(ours.length).toBeGreaterThan(150)
  const twice = ours.flatMap((one) =>
    declared.filter(({ name, file, isExported, isScreen }) => name === one.name && file !== one.file && (isExported || isScreen))
  )
  expect(twice).toEqual([])
})
