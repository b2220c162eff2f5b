// Says how many tests passed and failed in all steps (`name=exit code` each) and ends with 1 unless every step ended with 0.
import { readdirSync, readFileSync } from 'node:fs'

/** What one runner wrote. `flaky`: passed, but only the second time. */
const read = (file) => {
  const { numPassedTests, numFailedTests, stats } = JSON.parse(readFileSync(file, 'utf8'))
  return stats
    ? { passed: stats.expected + stats.flaky, failed: stats.unexpected, flaky: stats.flaky }
    : { passed: numPassedTests, failed: numFailedTests }
}

const totals = process.argv.slice(2).map((step) => {
  const [name, code] = step.split('=')
  const folder = `${process.env.TEST_REPORTS}/${name}`
  const counts = readdirSync(folder).map((file) => read(`${folder}/${file}`))
  const sum = (key) => counts.reduce((total, one) => total + (one[key] ?? 0), 0)
  const isBroken = code !== '0'
  if (isBroken) process.stderr.write(`${name} ended with ${code}\n`)
  // A step that broke before a test could fail counts as one.
  return { passed: sum('passed'), failed: sum('failed') || (isBroken ? 1 : 0), flaky: sum('flaky') }
})
const [passed, failed, flaky] = ['passed', 'failed', 'flaky'].map((key) => totals.reduce((total, one) => total + one[key], 0))
if (flaky > 0) process.stdout.write(`${flaky} passed only at the second try\n`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(failed > 0 ? 1 : 0)
