'use client'
import { Dialog } from '@/components/ui/dialog'
import { KeySwitch } from '@/components/workflow/key-switch'
import { KeyTable, type KeyWords } from '@/components/workflow/key-table'
import { VIEWS } from './views'

const KEYS: KeyWords = [
  ['J / K', '下一处 / 上一处'],
  ['Shift + ↑ ↓ ← →', '在年报上移动位置'],
  ...VIEWS.map(({ key, words }) => [key, words] as const),
  ['Enter', '从文中数字转到表中对应的格'],
  ['C', '对当前位置写意见（先选中文字则针对所选文字）'],
  ['N', '对当前位置写内部意见'],
  ['B', '把当前文字与上年、兄弟单位的比对'],
  ['T', '回复当前意见'],
  ['Ctrl+Enter', '发出写好的意见、确认写好理由的一步'],
  ['E', '了结或重新打开当前意见，转到下一处'],
  ['O', '显示或隐藏上年数'],
  ['D', '显示或隐藏变动'],
  ['L', '领取审核'],
  ['R', '退回（先确认）'],
  ['A', '审核通过、同意（先确认）'],
  ['?', '显示本表']
]

/** What each key does, and the switch for those whom single keys disturb. */
export function KeyList({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="快捷键" size="lg" onClose={onClose}>
      <KeyTable keys={KEYS} />
      <KeySwitch mt="md" />
    </Dialog>
  )
}
