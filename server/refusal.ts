import type { Moved } from '@/db/transitions'
import { STATE_NAMES } from '@/report/status'
import type { Result } from './gate'

/** What a step that did not take place says to the person who asked for it. */
export function refuseMove(moved: Moved): Result {
  if (moved.ok) return moved
  switch (moved.why) {
    case 'moved':
      return { ok: false, error: `报告刚由 ${moved.by} 办理，现在是“${STATE_NAMES[moved.state]}”，请刷新页面` }
    case 'open findings':
      return { ok: false, error: `还有 ${moved.open} 处错误或未说明的提醒，不能办理` }
    case 'own work':
      return { ok: false, error: '不能审核自己填报或提交的报告，请由其他审核员办理' }
  }
}
