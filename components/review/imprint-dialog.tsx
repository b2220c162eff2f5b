'use client'
import { Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { Dialog } from '@/components/ui/dialog'
import { DayInput } from '@/components/ui/fields/day-input'
import { announce } from '@/components/ui/page/announce'
import type { Imprint } from '@/report/layout/imprint'

/** The server's side of the dialog; every error is a Chinese sentence. */
export type SaveImprint = (imprint: Imprint) => Promise<CallResult>

/** 公文要素: what is printed beside the report in Word and PDF; a text left empty is not printed. */
export function ImprintDialog({ imprint, save, onClose }: { imprint: Imprint; save: SaveImprint; onClose: () => void }) {
  const [typed, setTyped] = useState(imprint)
  const { run, told, isPending } = useCall()
  const put = (change: Partial<Imprint>) => setTyped((before) => ({ ...before, ...change }))
  const keep = () =>
    run(
      () => save(typed),
      () => {
        onClose()
        announce('results', '公文要素已保存')
      }
    )
  return (
    <Dialog onClose={onClose} title="公文要素" size="lg">
      <Text size="sm">印在 Word 和 PDF 文件上，留空的不印。公布后不能再改。</Text>
      <TextInput
        label="发文字号"
        description="如：×政办发〔2025〕3号"
        data-autofocus
        mt="sm"
        value={typed.number}
        onChange={(event) => put({ number: event.currentTarget.value })}
      />
      <TextInput
        label="签发人"
        description="上报的公文才印，不向社会公开"
        mt="sm"
        value={typed.signer}
        onChange={(event) => put({ signer: event.currentTarget.value })}
      />
      <DayInput
        label="成文日期"
        description="填写后文末印署名和日期"
        mt="sm"
        value={typed.date}
        onChange={(event) => put({ date: event.currentTarget.value })}
      />
      <Checkbox
        label="署名处留出印章位置"
        mt="sm"
        checked={typed.isSealed}
        onChange={(event) => put({ isSealed: event.currentTarget.checked })}
      />
      <Textarea
        label="抄送"
        description="机关名称之间用逗号，最后不写句号"
        autosize
        mt="sm"
        value={typed.copies}
        onChange={(event) => put({ copies: event.currentTarget.value })}
      />
      <Checkbox
        label="发文字号和成文日期也在公开页面和公开的文件上显示"
        mt="sm"
        checked={typed.isPublic}
        onChange={(event) => put({ isPublic: event.currentTarget.checked })}
      />
      <Told told={told} />
      <Group justify="space-between" mt="md">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <BusyButton isBusy={isPending} onClick={keep}>
          保存
        </BusyButton>
      </Group>
    </Dialog>
  )
}
