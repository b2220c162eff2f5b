import { DayInput } from '@/components/ui/fields/day-input'
import { type Campaign, DATE_FIELDS, DATE_NAMES } from '@/report/workflow/deadline'
import styles from './date-fields.module.css'

/** The three dates of each kind of unit, a row each. */
export function DateFields({ dates }: { dates: Campaign }) {
  return Object.values(DATE_FIELDS).map(({ due, close, correctionEnd }) => (
    <div key={due} className={styles.dates}>
      <DayInput name={due} label={DATE_NAMES[due]} required defaultValue={dates[due]} />
      <DayInput name={close} label={DATE_NAMES[close]} description="之后不能提交，留空为不关闭" defaultValue={dates[close] ?? ''} />
      <DayInput
        name={correctionEnd}
        label={DATE_NAMES[correctionEnd]}
        description="之后不能开始更正，留空为不限"
        defaultValue={dates[correctionEnd] ?? ''}
      />
    </div>
  ))
}
