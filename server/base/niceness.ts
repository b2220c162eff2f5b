import { getPriority, setPriority } from 'node:os'

/** The niceness of processes nobody waits for. */
const LATER = 5

/**
 * Lets a process, this one if none is named, come after those that somebody waits for. It is never put forward: where all run later
 * already, only root may do that. Throws nothing: a process that has just died needs no priority.
 */
export function comeLater(pid = 0): void {
  try {
    if (getPriority(pid) < LATER) setPriority(pid, LATER)
  } catch {
    // It has ended.
  }
}
