import { RateLimiterMemory } from 'rate-limiter-flexible'

/** A whole office may share one address. */
const UPLOADS = 60
/** A person who is signed in reads in five years of a city in one evening: as many as the reader takes. */
const OWN_UPLOADS = 240
const SECONDS = 60

const shared = globalThis as typeof globalThis & { nianbaoUploads?: RateLimiterMemory }
shared.nianbaoUploads ??= new RateLimiterMemory({ points: OWN_UPLOADS, duration: SECONDS })
const limiter = shared.nianbaoUploads

/** Counts an upload from an address or a person (`user 12`); the seconds it has to wait if it sent too many, otherwise undefined. */
export async function countUpload(who: string): Promise<number | undefined> {
  try {
    await limiter.consume(who, who.startsWith('user ') ? 1 : OWN_UPLOADS / UPLOADS)
    return undefined
  } catch (error) {
    if (isRefusal(error)) return Math.ceil(error.msBeforeNext / 1000)
    throw error
  }
}

/** By its shape: the limiter may have been made by another bundle, whose class `RateLimiterRes` is not the one here. */
const isRefusal = (error: unknown): error is { msBeforeNext: number } => error instanceof Object && 'msBeforeNext' in error
