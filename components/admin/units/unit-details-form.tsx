'use client'
import { Checkbox, TextInput } from '@mantine/core'
import { SendForm } from '@/components/ui/call/send-form'
import { DayInput } from '@/components/ui/fields/day-input'
import type { UnitAction } from './unit-forms'

type Details = {
  creditCode: string | null
  address: string | null
  columnLink: string | null
  precedence: number | null
  openedOn: string | null
  onPaper: boolean
}

/** What a unit is known by beside its name. */
export function UnitDetailsForm({ save, unit }: { save: UnitAction; unit: Details }) {
  return (
    <SendForm action={save} submit="保存基本信息" keepsFields>
      <TextInput name="creditCode" label="统一社会信用代码" autoComplete="off" defaultValue={unit.creditCode ?? ''} />
      <TextInput name="address" label="地址" autoComplete="off" defaultValue={unit.address ?? ''} />
      <TextInput
        name="columnLink"
        label="公开专栏"
        description="单位网站上政府信息公开专栏的网址"
        type="url"
        inputMode="url"
        autoComplete="off"
        defaultValue={unit.columnLink ?? ''}
      />
      <TextInput
        name="precedence"
        label="排序号"
        description="数字小的排在前面，留空排在最后"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={unit.precedence ?? ''}
      />
      <DayInput name="openedOn" label="成立日期" defaultValue={unit.openedOn ?? ''} />
      <Checkbox
        name="onPaper"
        value="1"
        label="纸质报送"
        description="由审核单位的审核员代为录入或导入；单位有签发人账号的，先由其确认"
        defaultChecked={unit.onPaper}
      />
    </SendForm>
  )
}
