import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string>; hasInstallScript?: boolean }> }

it('the lock holds every platform’s packages: npm leaves out in silence what its registry did not have that day', () => {
  const { packages }: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const known = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
  expect(wanted.filter((name) => !known.has(name))).toEqual([])
})

// Installing runs no install scripts, because an office has no compiler. That of esbuild only makes its command start faster.
it('no package needs a script of its own to be installed', () => {
  const { packages }: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const scripted = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript)
  expect(scripted.filter((path) => !path.endsWith('node_modules/esbuild'))).toEqual([])
  expect(readFileSync('scripts/prepare.mjs', 'utf8')).toContain("'npm', 'ci', '--include=dev', '--ignore-scripts'")
})
