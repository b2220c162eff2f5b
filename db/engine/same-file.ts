import { statSync } from 'node:fs'
import { DatabaseTrouble } from './trouble'

/**
 * Remembers which files a database opened: writing goes on into a deleted file without any error, and all of it is gone
 * with the process. What is returned throws DatabaseTrouble once one of the paths leads elsewhere.
 */
export function watchFiles(...paths: string[]): () => void {
  const opened = paths.map(identify)
  return () => {
    const moved = paths.find((path, i) => identify(path) !== opened[i])
    if (moved) throw new DatabaseTrouble('broken', `${moved} was deleted or replaced while it was open`)
  }
}

/** Device and number of a file; empty if there is none. */
function identify(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.dev} ${stat.ino}` : ''
}
