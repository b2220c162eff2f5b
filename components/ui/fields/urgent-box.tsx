import { Checkbox, type CheckboxProps } from '@mantine/core'

/** Whether a message goes out in 免打扰时段 too; nothing where none are set. `quiet`: when they are, in words. */
export function UrgentBox({ quiet, ...rest }: CheckboxProps & { quiet: string | undefined }) {
  return quiet ? <Checkbox label={`免打扰时段（${quiet}）内也立即发送邮件和推送`} {...rest} /> : null
}
