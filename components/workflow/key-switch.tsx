'use client'
import { Switch, type SwitchProps } from '@mantine/core'
import { useState } from 'react'
import { useListening } from '@/components/ui/use-listening'
import { areKeysOn, setKeysOn } from './use-keys'

/** For those whom single keys disturb: switches them off in this browser, on every page. */
export function KeySwitch(props: Pick<SwitchProps, 'mt' | 'size'>) {
  const isListening = useListening()
  const [chosen, setChosen] = useState<boolean>()
  return (
    <Switch
      {...props}
      label="使用单键快捷键"
      checked={chosen ?? (!isListening || areKeysOn())}
      onChange={({ currentTarget: { checked } }) => {
        setKeysOn(checked)
        setChosen(checked)
      }}
    />
  )
}
