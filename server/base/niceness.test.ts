import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

it.each([
  [0, 5],
  [10, 10]
])('a process that runs with niceness %i has %i afterwards', (before, after) => {
  const program = `const { getPriority, setPriority } = await import('node:os')
    const { comeLater } = await import('./server/base/niceness.ts')
    setPriority(Math.max(${before}, getPriority()))
    comeLater()
    comeLater(2 ** 22 + 1)
    console.log(getPriority())`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(Number(said)).toBeGreaterThanOrEqual(after)
})
