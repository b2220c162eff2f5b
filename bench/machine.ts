import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { findChromium } from './browser'

/** When, where and on which version a section was measured, and how busy the machine was. */
export function describeCircumstances(loadBefore: number): string {
  const processors = cpus()
  const parts = [
    new Date().toISOString().slice(0, 10),
    `commit ${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!bench') ? ' with changes' : ''}`,
    `${processors.length} × ${processors[0]?.model.trim()}`,
    `${Math.round(totalmem() / 2 ** 30)} GB`,
    `Node ${process.versions.node}`,
    versionOfChromium(),
    `load ${loadBefore.toFixed(1)} before, ${currentLoad().toFixed(1)} after`
  ]
  return parts.join(' · ')
}

/** Load average of the last minute, our own processes included. */
export function currentLoad(): number {
  return loadavg()[0] ?? Number.NaN
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim()
}

function versionOfChromium(): string {
  const path = findChromium()
  if (!path) return 'no Chromium'
  const printed = execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return /\S+ [\d.]+/.exec(printed)?.[0] ?? printed.trim()
}
