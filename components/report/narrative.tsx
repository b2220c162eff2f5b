'use client'
import { Button, Group, Textarea } from '@mantine/core'
import { useWatch } from 'react-hook-form'
import { LevelMark } from '@/components/ui/level-mark'
import { gapsIn, preamblePattern } from '@/report/preamble'
import type { Address, Part } from '@/report/template'
import { useCanEdit, useDesk, useJudged } from './desk-context'
import styles from './narrative.module.css'

/** A field of prose: its official heading, what belongs there, how long it is and what is wrong with it. */
export function Narrative({ part, at }: { part: Part; at: Address }) {
  const { form } = useDesk()
  const canEdit = useCanEdit()
  const id = `text-${at.replaceAll('/', '-')}`
  const findings = useJudged().filter(({ finding, answer }) => finding.at.includes(at) && !finding.missing && !answer)
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <label htmlFor={id}>{part.heading ?? part.name}</label>
        <Length at={at} />
      </div>
      <p className={styles.help} id={`${id}-help`}>
        {part.help}
      </p>
      {part.key === 'preamble' && canEdit && <PreambleTools />}
      <Textarea
        {...form.register(at)}
        id={id}
        aria-describedby={`${id}-help`}
        autosize
        minRows={part.optional ? 2 : 4}
        maxRows={24}
        readOnly={!canEdit}
        styles={{ input: { fontFamily: 'var(--sheet-font)', fontSize: 17, lineHeight: 1.8 } }}
      />
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map(({ key, finding: { level, says } }) => (
            <li key={key} data-level={level}>
              <LevelMark level={level} /> {says}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Length({ at }: { at: Address }) {
  const { form } = useDesk()
  const length = useWatch({ control: form.control, name: at, compute: (text: string) => text.replace(/\s/g, '').length })
  return <span className={styles.count}>{length} 字</span>
}

/** The usual wording with its gaps; each press goes to the next one. */
function PreambleTools() {
  const { form, write, data } = useDesk()
  const text = useWatch({ control: form.control, name: 'preamble' })
  const gaps = gapsIn(text)
  const selectNext = () => {
    const field = document.querySelector<HTMLTextAreaElement>('textarea[name="preamble"]')
    const next = gaps.find(({ from }) => from >= (field?.selectionEnd ?? 0)) ?? gaps[0]
    if (!field || !next) return
    field.focus()
    field.setSelectionRange(next.from, next.to)
  }
  return (
    <Group mb="xs">
      {text.trim() === '' && (
        <Button variant="default" size="xs" onClick={() => write([{ at: 'preamble', now: preamblePattern(data.report) }], 'typed')}>
          按范本填写
        </Button>
      )}
      {gaps.length > 0 && (
        <Button variant="default" size="xs" onClick={selectNext}>
          下一处待填（还有 {gaps.length} 处）
        </Button>
      )}
    </Group>
  )
}
