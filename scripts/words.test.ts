import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Words that officials do not use, and their replacements; `report/README.md` is the glossary. */
const RETIRED: Record<string, string> = {
  式样: '年报格式',
  各版: '历次版本',
  审核留意: '审核提示',
  放回: '退还待审',
  '按键 ?': '快捷键',
  到这一天为止: '截止日期',
  不对: '有误、校验未通过',
  未动: '未修改',
  总计·总计: '总计',
  空格填: '未填的格填',
  读作: '识别为',
  夹带: '请去掉千分位逗号、请只填数字',
  用我的: '保留我填的',
  不粘贴: '不填入、取消',
  还没有填: '尚未填写',
  审核视图: '查看全文',
  不一样: '不一致',
  免核: '免予核对'
}

it('people read the words of the trade, in every string of the product', () => {
  const files = globSync(['{app,cli,components,db,report,server,scripts}/**/*.{ts,tsx,mjs,typ}', 'report/README.md', 'README.zh-CN.md'])
  const found = files
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n')
      const words = (line: string) => Object.keys(RETIRED).filter((word) => line.includes(word))
      return lines.flatMap((line, i) => words(line).map((word) => `${file}:${i + 1}: ${word} → ${RETIRED[word]}`))
    })
  expect(files.length).toBeGreaterThan(300)
  expect(found).toEqual([])
})

/** The title under which officials publish it; 年报 is used inside the product, 报告 alone is any report. */
it('what the public reads calls it 年度报告, as its title does', () => {
  const files = globSync(['components/public/*.{ts,tsx}', 'app/{published,check,api}/**/*.{ts,tsx}', 'server/public/*.ts'])
  const found = files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n')
      return lines.flatMap((line, i) => (/年报|(?<!年度)报告/.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : []))
    })
  expect(files.length).toBeGreaterThan(20)
  expect(found).toEqual([])
})
