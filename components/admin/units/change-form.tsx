'use client'
import { Alert, Checkbox, Group, MultiSelect, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import type { CallResult, Refused } from '@/components/ui/call/call'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { DayInput } from '@/components/ui/fields/day-input'
import { useListening } from '@/components/ui/use-listening'
import type { UnitChoice } from '@/components/units/unit-select'
import { nameApart, superiorsApart, UNIT_CHANGE_NAMES } from '@/report/unit'
import { OWN_ROLES, type Role } from '@/report/workflow/roles'
import styles from './change-form.module.css'

type Kind = 'merge' | 'duplicate' | 'split' | 'move' | 'stop'
type Grant = { user: number; unit: number; role: Role }
type Asked = {
  kind: Kind
  units: number[]
  successors: number[]
  day: string
  document: string
  ends: boolean
  lastYear: number
  grants: Grant[]
  seen?: string
}
type Preview = { ok: true; lines: string[]; proposals: (Grant & { words: string })[]; seen: string }

/** What each kind is for, and what its two lists of units are called; `most`: how many may be chosen. */
const KINDS: Record<Kind, { words: string; units: string; successors?: string; most?: number }> = {
  merge: {
    words: '几个单位自某日起合为一个。原单位关闭，年报、地址和历程都不动。并入新设单位的，请先增加该单位。',
    units: '要合并的单位',
    successors: '并入的单位',
    most: 1
  },
  duplicate: {
    words: '同一个单位录入了两次。重复的一个关闭并不计入任何年度，其下级单位和所选人员转到保留的一个。',
    units: '重复录入的单位',
    successors: '保留的单位',
    most: 1
  },
  split: { words: '一个单位的职能转到别的单位。新设的单位请先增加。', units: '要拆分的单位', successors: '接续的单位' },
  move: { words: '所选单位连同其下级单位，自某日起由另一个单位管理。', units: '要调整的单位', successors: '新的上级单位', most: 1 },
  stop: { words: '把在办的年度办完，以后不再开始新的年报，也不再增加账号和下级单位。', units: '停用的单位' }
}

/** `units`: what may be changed; `successors`: what may come after; `years`: for which somebody may report last. */
export function ChangeForm({
  units,
  successors,
  unit,
  today,
  years,
  preview,
  make
}: {
  units: readonly UnitChoice[]
  successors: readonly UnitChoice[]
  unit: number | undefined
  today: string
  years: readonly number[]
  preview: (asked: Asked) => Promise<Preview | Refused>
  make: (asked: Asked) => Promise<CallResult>
}) {
  const start: Asked = {
    kind: 'merge',
    units: unit === undefined ? [] : [unit],
    successors: [],
    day: today,
    document: '',
    ends: true,
    lastYear: years[0] ?? 0,
    grants: []
  }
  const [asked, setAsked] = useState(start)
  const [shown, setShown] = useState<Preview>()
  const { run, told, isPending, forget } = useCall()
  const isListening = useListening()
  const { kind } = asked
  const { words, ...labels } = KINDS[kind]

  /** A preview is of what stands in the fields: whatever is changed there ends it. */
  const change = (fields: Partial<Asked>) => {
    setAsked({ ...asked, ...fields })
    setShown(undefined)
    forget()
  }
  const look = () =>
    run(
      () => preview({ ...asked, grants: [] }),
      (found) => {
        setShown(found)
        setAsked({ ...asked, grants: found.proposals.filter(({ role }) => OWN_ROLES.includes(role)).map(grantOf) })
      }
    )
  const take = () =>
    run(
      () => make({ ...asked, seen: shown?.seen }),
      () => {
        setShown(undefined)
        setAsked({ ...start, kind, units: [] })
      }
    )

  return (
    <Stack gap="sm">
      <NativeSelect
        label="变更种类"
        data={(Object.keys(KINDS) as Kind[]).map((value) => ({ value, label: UNIT_CHANGE_NAMES[value] }))}
        value={kind}
        onChange={(event) => change({ kind: event.currentTarget.value as Kind, successors: [] })}
      />
      <p className={styles.words}>{words}</p>
      <UnitMultiSelect
        label={labels.units}
        units={units}
        chosen={asked.units}
        onChange={(chosen) => change({ units: chosen })}
        most={kind === 'split' ? 1 : undefined}
      />
      {labels.successors && (
        <UnitMultiSelect
          label={labels.successors}
          units={successors}
          chosen={asked.successors}
          onChange={(chosen) => change({ successors: chosen })}
          most={labels.most}
        />
      )}
      {kind === 'split' && (
        <Checkbox
          label="原单位关闭"
          description="不勾选的，原单位保留，只转出部分职能"
          checked={asked.ends}
          onChange={(event) => change({ ends: event.currentTarget.checked })}
        />
      )}
      {kind === 'stop' ? (
        <NativeSelect
          label="最后报送的年度"
          data={years.map(String)}
          value={String(asked.lastYear)}
          onChange={(event) => change({ lastYear: Number(event.currentTarget.value) })}
        />
      ) : (
        kind !== 'duplicate' && (
          <DayInput label="变更日期" max={today} value={asked.day} onChange={(event) => change({ day: event.currentTarget.value })} />
        )
      )}
      <TextInput
        label={kind === 'merge' || kind === 'split' ? '批准文件文号' : '批准文件文号（选填）'}
        autoComplete="off"
        value={asked.document}
        onChange={(event) => change({ document: event.currentTarget.value })}
      />
      <Group>
        <BusyButton variant={shown ? 'default' : 'filled'} isBusy={isPending} disabled={!isListening} onClick={look}>
          预览
        </BusyButton>
      </Group>
      {shown && (
        <Alert color="ink" title={`${UNIT_CHANGE_NAMES[kind]}将有以下变化`}>
          <ul className={styles.lines}>
            {shown.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {shown.proposals.length > 0 && (
            <fieldset className={styles.people}>
              <legend>随同转入的人员和角色：只转勾选的，其余仍可查看原单位的年报</legend>
              {shown.proposals.map((one) => (
                <Checkbox
                  key={keyOf(one)}
                  label={one.words}
                  checked={asked.grants.some((grant) => keyOf(grant) === keyOf(one))}
                  onChange={(event) => {
                    const others = asked.grants.filter((grant) => keyOf(grant) !== keyOf(one))
                    setAsked({ ...asked, grants: event.currentTarget.checked ? [...others, grantOf(one)] : others })
                  }}
                />
              ))}
            </fieldset>
          )}
          <BusyButton isBusy={isPending} color="vermilion" mt="sm" onClick={take}>
            确认办理
          </BusyButton>
        </Alert>
      )}
      <Told told={told} />
    </Stack>
  )
}

const keyOf = ({ user, unit, role }: Grant) => `${user} ${unit} ${role}`
const grantOf = ({ user, unit, role }: Grant): Grant => ({ user, unit, role })

function UnitMultiSelect({
  label,
  units,
  chosen,
  onChange,
  most
}: {
  label: string
  units: readonly UnitChoice[]
  chosen: readonly number[]
  onChange: (chosen: number[]) => void
  most: number | undefined
}) {
  const superiors = superiorsApart(units)
  return (
    <MultiSelect
      label={label}
      classNames={{ pill: styles.pill }}
      placeholder="输入名称查找"
      searchable
      limit={60}
      // One that is chosen where only one may be gives way to the next.
      value={chosen.map(String)}
      onChange={(values) => onChange(values.map(Number).slice(most === undefined ? 0 : -most))}
      data={units.map(({ id, name }) => ({ value: String(id), label: nameApart(name, superiors.get(id)) }))}
      nothingFoundMessage="没有符合的单位"
      clearable
      clearButtonProps={{ 'aria-label': `清除${label}`, 'aria-hidden': false, tabIndex: 0 }}
    />
  )
}
