import { Dialog } from '@/components/ui/dialog'
import { KeyTable, type KeyWords } from '@/components/workflow/key-table'

const KEYS: KeyWords = [
  ['F8 / Shift+F8', '下一处 / 上一处问题，先看本部分'],
  ['F7', '从格转到问题的处理办法，再按回到格'],
  ['F9', '应用第一条修复建议；有几种可能的，转到建议由您选择'],
  ['Alt+PageDown / PageUp', '下一部分 / 上一部分'],
  ['↑ ↓ ← →', '在表格中移动'],
  ['Enter / Shift+Enter', '下一行 / 上一行'],
  ['Tab', '填写后到下一个要填的格；没有填写时离开表格'],
  ['Home / End', '本行第一格 / 最后一格'],
  ['=', '总计格改用自动计算的数'],
  ['Esc', '恢复本格原来的内容；收起文中数字的卡片'],
  ['#', '在文字中插入表中数字'],
  ['Ctrl+Enter', '保存说明、发出答复；文中数字改用表中数字'],
  ['Ctrl+Z / Ctrl+Y', '撤销 / 重做']
]

/** What each key of the form does. */
export function FormKeys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="快捷键" size="lg" onClose={onClose}>
      <KeyTable keys={KEYS} />
    </Dialog>
  )
}
