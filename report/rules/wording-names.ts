import { titleOf } from '@/report/report'
import { endsInUnit, isSameOrgan, misspelt } from '@/report/text/organ'
import type { FieldSaid, Frame } from './wording-frame'

/** What an organ calls itself, by the end of its name. */
const SELVES: readonly (readonly [unit: RegExp, words: string])[] = [
  [/局$/, '局'],
  [/委(?:员会)?$/, '委会'],
  [/办(?:公[室厅])?$/, '办室厅'],
  [/厅$/, '厅'],
  [/部$/, '部'],
  [/镇(?:人民政府)?$/, '镇'],
  [/乡(?:人民政府)?$/, '乡'],
  [/街道(?:办事处)?$/, '街办'],
  [/(?:人民政府|政府)$/, ''],
  [/管委会$/, '委办']
]
/** Words an organ calls itself by that its name contains. */
const SELF_BY_NAME =
  /(?<!自)我(中心|院|校|所|司|公司|支队|大队|园区|县)(?![长内外级域直辖情委区在法])|(?<=^|[。，）\n])(中心|学校|医院|公司)(?=高度重视|认真|严格|坚持|积极|始终|深入)/g
const SELF = /(?<!自)(?:我|本)(局|委(?![会托员派办])|厅|部(?![门分署])|镇|乡(?!村)|街[道办]|办(?![理公事件结法学会案]))(?![部面势限级])/g
const TITLE =
  /(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,28}(?:局|委员会|委|厅|部|办公室|办公厅|人民政府|政府|街道|办事处|镇|乡|管委会))20\d\d年(?:度)?政府信息公开(?:工作)?(?:年度)?(?:工作)?报告(?!格式|要求|编制|编写)/g

const EDITED = /由([\u4e00-\u9fff]{6,24}(?:局|委员会|委|厅|部|办公室|办公厅|中心|政府|镇|乡|街道|办事处))(?:负责)?(?:组织)?编制/g

/** The one that does what a report tells, at the beginning of a sentence. */
const SUBJECT =
  /(?<=^|[。\n]|20\d\d年，|）)([\u4e00-\u9fff]{4,16}[局委厅办处府院])(?=高度重视|认真贯彻|认真落实|严格按照|严格落实|始终坚持|共收到|未收到|共主动公开|全年)/g

/** Of a place that is not in the name of the unit, as its superior's is. */
function isElsewhere(organ: string, unit: string): boolean {
  const [place] = /^[\u4e00-\u9fff]{2,}[省市县区州旗]/.exec(organ) ?? []
  return place !== undefined && !unit.includes(place) && !isSameOrgan(organ, unit)
}

/** 我委 in the report of a bureau, another organ's name in the title, the own name with a sign too many. */
export function findForeignNames({ unit, kind, year }: Frame, text: string): FieldSaid[] {
  const own = SELVES.find(([end]) => end.test(unit))?.[1]
  const said: string[] =
    own !== undefined ? [...text.matchAll(SELF)].filter(([, self = '']) => !own.includes(self[0] as string)).map(([words]) => words) : []
  const titled = [...text.matchAll(TITLE)].filter(([, organ = '']) => !endsInUnit(organ, unit) && !/按照|根据|[我本].$/.test(organ))
  // 县中心 is 中心 too; a county may stand in no name of a town, so only a city or a district denies it.
  for (const [words, self = '', bare = ''] of text.matchAll(SELF_BY_NAME))
    if (/[市区县旗局委]/.test(unit) && !unit.includes(self || bare) && (self !== '县' || (/[市区]/.test(unit) && !/[县旗]/.test(unit))))
      said.push(words)
  if (/[^治]区|街道/.test(unit) && !/[县旗]/.test(unit))
    said.push(...(text.match(/全县(?![级城域])|(?<=[对向由经视照据及和与在、，。])县(?:政府|委(?!托|员))/g) ?? []))
  const town = /^[乡镇街]/.exec(own ?? '')?.[0]
  if (town) said.push(...[...text.matchAll(/全([乡镇街])(?!村|级|域|区|镇)/g)].filter(([, one]) => one !== town).map(([words]) => words))
  return [
    ...[...new Set(said)].map((words): FieldSaid => ({ says: `文中自称“${words}”，报告单位是${unit}` })),
    ...titled.map(([, organ]): FieldSaid => ({ says: `文中的报告名称写作“${organ}”，本报告是《${titleOf({ unit, year })}》` })),
    ...(kind === 'department' ? [...text.matchAll(EDITED)] : [])
      .filter(([, organ = '']) => !unit.includes(organ.slice(0, 2)) && !endsInUnit(organ, unit))
      .map(([, organ]): FieldSaid => ({ says: `文中写作由“${organ}”编制，报告单位是${unit}` })),
    // Another bureau for the same in the report of one: left over from its report.
    ...(kind === 'department' ? [...text.matchAll(SUBJECT)] : [])
      .filter(([, organ = '']) => organ.slice(-3) === unit.slice(-3) && isElsewhere(organ, unit) && !endsInUnit(organ, unit))
      .map(([, organ]): FieldSaid => ({ says: `文中写作“${organ}”，报告单位是${unit}` })),
    ...misspelt(text, unit).map((words): FieldSaid => ({ says: `文中写作“${words}”，报告单位是${unit}` }))
  ]
}
