'use client'
import { useRef } from 'react'
import { BusyButton } from '@/components/ui/busy-button'
import { Told } from '@/components/ui/call/told'
import { useCall } from '@/components/ui/call/use-call'
import { announce } from '@/components/ui/page/announce'
import { useListening } from '@/components/ui/use-listening'
import type { StateClass } from '@/report/rollup/state-class'
import styles from './rollup.module.css'
import type { ClassCount, TakeSums } from './sum-data'

/** Takes the sums of the members as they are now. `classes`: another class may be chosen with it. `onTaken`: what else must show them. */
export function TakeButton({
  isSummed,
  changed,
  classes,
  takeSums,
  onTaken
}: {
  isSummed: boolean
  changed: number
  classes?: readonly ClassCount[]
  takeSums: TakeSums
  onTaken?: () => void
}) {
  const { run, told, isPending } = useCall()
  const isListening = useListening()
  const chosen = useRef<HTMLSelectElement>(null)
  const take = () =>
    run(
      () => takeSums(chosen.current ? { counting: chosen.current.value as StateClass } : {}),
      () => {
        announce('results', '已采用最新数据')
        onTaken?.()
      }
    )
  return (
    <div className={styles.choose}>
      {classes && (
        <label>
          <span>计入范围</span>
          <select ref={chosen} defaultValue={classes.find(({ isChosen }) => isChosen)?.key}>
            {classes.map(({ key, name, covered, of }) => (
              <option key={key} value={key}>
                {name}（{covered}/{of}）
              </option>
            ))}
          </select>
        </label>
      )}
      <BusyButton
        size="compact-sm"
        variant={isSummed && changed === 0 ? 'default' : 'filled'}
        isBusy={isPending}
        disabled={!isListening}
        onClick={take}
      >
        {!isSummed ? '汇总各单位数据' : changed > 0 ? `采用最新数据（${changed} 个单位有变化）` : '重新汇总'}
      </BusyButton>
      <Told told={told?.ok ? undefined : told} />
    </div>
  )
}
