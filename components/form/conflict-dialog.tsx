'use client'
import { Button, Group, Stack, Text } from '@mantine/core'
import type { Conflict } from '@/components/form/saving/batch'
import { useFormSession } from '@/components/form/session/session-context'
import { Dialog } from '@/components/ui/dialog'
import { placeName } from '@/report/finding'
import { resolveTokens } from '@/report/text/tokens'
import { printMoment } from '@/report/workflow/dates'
import styles from './conflict-dialog.module.css'

/** Somebody else changed the same cell: both texts, who and when; the person chooses. */
export function ConflictDialog({ conflict: { at, text, by, account, on } }: { conflict: Conflict }) {
  const { template, form, live, resolve, data } = useFormSession()
  const isMine = account === data.user
  const { report, amounts } = live.getView().sheet
  const read = (stored: string) => resolveTokens(stored, template, report, amounts) || '（空）'
  return (
    <Dialog title={`${placeName(template, at)}：同时被修改`}>
      <Stack gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {isMine ? '您在另一窗口' : by} 于 {printMoment(on)} 保存
          </Text>
          <p className={styles.text}>{read(text)}</p>
        </div>
        <div>
          <Text size="sm" fw={600}>
            您填写的
          </Text>
          <p className={styles.text}>{read(form.getValues(at))}</p>
        </div>
        <Group justify="space-between">
          <Button variant="default" onClick={() => resolve(at, 'theirs')}>
            采用{isMine ? '另一窗口' : ` ${by} `}填的
          </Button>
          <Button data-autofocus onClick={() => resolve(at, 'mine')}>
            保留我填的
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
