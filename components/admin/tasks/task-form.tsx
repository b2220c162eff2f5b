'use client'
import { Checkbox, Fieldset, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { AttachedFile } from '@/components/ui/attachment-links'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { useWrongFields } from '@/components/ui/call/wrong-fields'
import { announce } from '@/components/ui/page/announce'
import { useListening } from '@/components/ui/use-listening'
import { KIND_NAMES, type ReportKind } from '@/report/report'
import type { UnitLevel } from '@/report/unit'
import type { Campaign } from '@/report/workflow/deadline'
import { CopiedAttachments } from './attachment-forms'
import { DateFields } from './date-fields'
import styles from './task-form.module.css'

const IS_NAMES = {
  new: '新下达',
  changed: '有变动',
  excused: '无需报送',
  same: '不变',
  begun: '已开始填报，不能免报',
  elsewhere: '由下级另行下达'
} as const
type PlanIs = keyof typeof IS_NAMES

type Previewed = {
  ok: true
  counts: Record<PlanIs, number>
  lines: readonly { unit: number; name: string; is: PlanIs; says: string }[]
  people: number
  shown: string
}
type Fields = Record<string, string>
type Level = { level: UnitLevel; name: string; count: number }
type Draft = {
  issue: number
  dates: Campaign
  levels: readonly UnitLevel[]
  kinds: readonly ReportKind[]
  notice: string
  requirements: string
  excuses: string
  copied: readonly AttachedFile[]
}

/** 年度任务: filled in, looked at, issued. Whatever is changed after the preview wants another one. */
export function TaskForm({
  preview,
  issue,
  draft,
  levels,
  issuer,
  year
}: {
  preview: (fields: Fields) => Promise<Previewed | CallResult>
  issue: (fields: Fields) => Promise<CallResult>
  draft: Draft
  levels: readonly Level[]
  issuer: string
  year: number
}) {
  const form = useRef<HTMLFormElement>(null)
  const [plan, setPlan] = useState<Previewed>()
  const { run, told, isPending, forget } = useCall()
  const isListening = useListening()
  const toldId = useWrongFields(form, told)

  const fields = (): Fields => ({
    ...Object.fromEntries([...new FormData(form.current as HTMLFormElement)].map(([name, value]) => [name, String(value)])),
    issue: String(draft.issue)
  })
  const look = async (event: FormEvent) => {
    event.preventDefault()
    setPlan(undefined)
    const answer = await run(() => preview(fields()))
    if (answer?.ok && 'counts' in answer) setPlan(answer)
  }
  const send = (shown: string) =>
    run(
      () => issue({ ...fields(), shown }),
      (answer) => {
        setPlan(undefined)
        // The form is drawn anew from what was issued: its own words would go with it.
        if (answer.says) announce('results', answer.says)
      }
    )
  const onChange = () => {
    if (!plan) return
    setPlan(undefined)
    forget()
  }
  return (
    <form ref={form} method="post" onSubmit={look} onChange={onChange} noValidate>
      <Stack gap="md">
        <TaskUnits draft={draft} levels={levels} issuer={issuer} />
        <Fieldset legend="日期（均到当日 24:00，北京时间）">
          <DateFields dates={draft.dates} />
        </Fieldset>
        <Textarea
          name="notice"
          label="通知正文"
          description="填报员在工作台上看到"
          defaultValue={draft.notice}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={8000}
        />
        <CopiedAttachments copied={draft.copied} year={year - 1} />
        <Textarea
          name="requirements"
          label="任务要求"
          description="一行一条，末尾括号里写出处。填报时显示在相应的文字旁，不符合的作为提醒，修改或者说明后才能提交"
          placeholder={'总体情况不超过1000字（《通知》第一条）\n总体情况必须写明政务公开专区的数量\n不得出现“圆满完成”\n规则 X-10 改为提醒'}
          defaultValue={draft.requirements}
          autosize
          minRows={3}
          maxRows={12}
          maxLength={4000}
        />
        <div id={toldId}>
          <Told told={told} />
        </div>
        <BusyButton
          type="submit"
          variant={plan ? 'default' : 'filled'}
          isBusy={isPending}
          disabled={!isListening}
          style={{ alignSelf: 'flex-start' }}
        >
          预览
        </BusyButton>
      </Stack>
      {plan && <Preview plan={plan} isBusy={isPending} onIssue={() => send(plan.shown)} />}
    </form>
  )
}

function TaskUnits({ draft, levels, issuer }: { draft: Draft; levels: readonly Level[]; issuer: string }) {
  return (
    <>
      <Fieldset legend="哪些单位报送，由谁审核">
        <ul className={styles.levels}>
          {levels.map(({ level, name, count }) => (
            <li key={level}>
              <Checkbox name={`level-${level}`} label={`${name}（${count} 个）`} defaultChecked={draft.levels.includes(level)} />
              <NativeSelect
                name={`review-${level}`}
                aria-label={`${name}的年报由谁审核`}
                defaultValue=""
                data={[
                  { value: '', label: '审核单位不变' },
                  { value: 'above', label: '由各自的上级单位审核' },
                  { value: 'issuer', label: `由${issuer}直接审核` }
                ]}
              />
            </li>
          ))}
        </ul>
        <div className={styles.kinds}>
          {(Object.keys(KIND_NAMES) as ReportKind[]).map((kind) => (
            <Checkbox key={kind} name={`kind-${kind}`} label={`${KIND_NAMES[kind]}年报`} defaultChecked={draft.kinds.includes(kind)} />
          ))}
        </div>
      </Fieldset>
      <Textarea
        name="excuses"
        label="无需报送的单位"
        description="一行一个：单位名称，原因。不计入应报送，名称和原因各处可见"
        placeholder="某某档案馆，不是行政机关"
        defaultValue={draft.excuses}
        autosize
        minRows={2}
        maxRows={10}
      />
    </>
  )
}

/** Lines that are drawn at once; the others are found by name. */
const MOST_DRAWN = 300

function Preview({ plan, isBusy, onIssue }: { plan: Previewed; isBusy: boolean; onIssue: () => void }) {
  const { counts, lines, people, shown } = plan
  const [name, setName] = useState('')
  const found = lines.filter((one) => one.name.includes(name.trim()))
  const left = found.length - MOST_DRAWN
  const kinds = (Object.keys(IS_NAMES) as PlanIs[]).filter((is) => counts[is] > 0)
  const isEmpty = counts.new + counts.changed + counts.excused === 0
  return (
    <section className={styles.preview} aria-labelledby="preview" key={shown}>
      <h3 id="preview">预览</h3>
      <p role="status">
        {kinds.map((is) => `${IS_NAMES[is]} ${counts[is]} 个`).join('，') || '没有单位符合条件'}
        {isEmpty ? '。没有单位受影响，不发通知。' : `。将通知 ${people} 名填报员，每人一条消息。`}
      </p>
      {lines.length > MOST_DRAWN && (
        <TextInput
          label="查找单位"
          placeholder="名称的一部分"
          autoComplete="off"
          mb="xs"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
        <section className={styles.list} tabIndex={0} aria-label="受影响的单位">
          <table>
            <thead>
              <tr>
                <th scope="col">单位</th>
                <th scope="col">变化</th>
                <th scope="col">内容</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, MOST_DRAWN).map(({ unit, name, is, says }) => (
                <tr key={unit}>
                  <th scope="row">{name}</th>
                  <td>{IS_NAMES[is]}</td>
                  <td>{says}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {left > 0 && <p>另有 {left} 个单位，请按名称查找。</p>}
      <BusyButton isBusy={isBusy} onClick={onIssue}>
        {isEmpty ? '保存任务' : '下达任务'}
      </BusyButton>
    </section>
  )
}
