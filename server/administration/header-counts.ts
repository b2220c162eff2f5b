import { countUnread } from '@/db/people/notices'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { countWaiting } from '@/server/queue/waiting'
import { countApplications } from './applications'

/** Unread notices, and how many lines wait for a person behind a link of the header, by its address. */
export async function countForHeader(passed: Passed): Promise<{ unread: number; [href: string]: number }> {
  const { store, user } = passed
  const decides = unitsWith(user, 'checker', 'secrecy', 'signer', 'reviewer').length > 0
  return {
    unread: await countUnread(store, user.id),
    ...(decides && { '/queue': await countWaiting(passed) }),
    ...(unitsWith(user, 'admin').length > 0 && { '/applications': await countApplications(passed) })
  }
}
