import { findTrouble } from './trouble'

/** Tries again what somebody else's lock prevents, without holding up this process; throws what it threw last once `milliseconds` are over. */
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
