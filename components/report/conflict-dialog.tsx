'use client'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { placeName } from '@/report/finding'
import styles from './conflict-dialog.module.css'
import { useConflicts, useDesk } from './desk-context'

const moment = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' })

/** Somebody else changed the same cell: both texts, who and when; the person chooses. */
export function ConflictDialog() {
  const { template, form, resolve } = useDesk()
  const [conflict] = useConflicts()
  if (!conflict) return null
  const { at, text, by, on } = conflict
  return (
    <Modal
      opened
      onClose={() => resolve(at, 'theirs')}
      title={`${placeName(template, at)}：同时被修改`}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="sm">
        <div>
          <Text size="sm" fw={600}>
            {by} 于 {moment.format(on)} 保存
          </Text>
          <p className={styles.text}>{text || '（空）'}</p>
        </div>
        <div>
          <Text size="sm" fw={600}>
            您填写的
          </Text>
          <p className={styles.text}>{form.getValues(at) || '（空）'}</p>
        </div>
        <Group justify="space-between">
          <Button variant="default" onClick={() => resolve(at, 'theirs')}>
            用 {by} 的
          </Button>
          <Button data-autofocus onClick={() => resolve(at, 'mine')}>
            用我的
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
