import { statSync } from 'node:fs'
import { DatabaseTrouble } from './trouble'

/**
 * Remembers the inodes of opened files: writes into a deleted file succeed and are lost with the process. The returned
 * function throws DatabaseTrouble once one of the paths leads to another file or none.
 */
export function watchFiles(...paths: string[]): () => void {
  const opened = paths.map(identify)
  return () => {
    const moved = paths.find((path, i) => identify(path) !== opened[i])
    if (moved) throw new DatabaseTrouble('broken', `${moved} was deleted or replaced while it was open`)
  }
}

/** Device and inode of a file; empty if there is none. */
function identify(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.dev} ${stat.ino}` : ''
}
