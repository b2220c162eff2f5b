import { findTrouble } from './trouble'

/** Retries while a lock of somebody else prevents it, without blocking the event loop; throws the last error after `milliseconds`. */
export async function tryPatiently<T>(attempt: () => T, milliseconds: number): Promise<T> {
  const deadline = performance.now() + milliseconds
  for (let pause = 1; ; pause = Math.min(2 * pause, 50)) {
    try {
      return attempt()
    } catch (error) {
      if (findTrouble(error) !== 'busy' || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}
