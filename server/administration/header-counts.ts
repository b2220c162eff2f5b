import { countUnread } from '@/db/people/notices'
import { type Passed, unitsWith } from '@/server/gate/gate'
import { onceAPage } from '@/server/gate/once-a-page'
import { countWaiting } from '@/server/queue/waiting'
import { countApplications } from './applications'

/** Unread notices, and how many lines wait for a person behind a link of the header, by its address; read once a page. */
export const countForHeader = onceAPage(async (passed: Passed): Promise<{ unread: number; [href: string]: number }> => {
  const { store, user } = passed
  const decides = unitsWith(user, 'checker', 'secrecy', 'signer', 'reviewer').length > 0
  return {
    unread: await countUnread(store, user.id),
    ...(decides && { '/queue': await countWaiting(passed) }),
    ...(unitsWith(user, 'admin').length > 0 && { '/applications': await countApplications(passed) })
  }
})
