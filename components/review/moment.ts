const moment = new Intl.DateTimeFormat('zh-CN', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Shanghai'
})

/** A moment as the offices write it, in UTC+8. */
export const printMoment = (on: Date): string => moment.format(on)
