import { TextInput, type TextInputProps } from '@mantine/core'

/**
 * A day. Its year ends with the fourth digit, so that month and day are typed on: without a last day browsers wait for a fifth and
 * sixth.
 */
export function DayInput(props: TextInputProps) {
  return <TextInput type="date" max="9999-12-31" {...props} />
}
