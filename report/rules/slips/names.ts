import { distance } from './distance'
import { asIs, type Mending, type Slip, sign, slip } from './slip'

/** What reports cite, by the name it has. */
const STATUTES = [
  '中华人民共和国政府信息公开条例',
  '中华人民共和国保守国家秘密法',
  '中华人民共和国行政复议法',
  '中华人民共和国行政诉讼法',
  '中华人民共和国行政许可法',
  '中华人民共和国行政处罚法',
  '中华人民共和国个人信息保护法',
  '中华人民共和国数据安全法',
  '中华人民共和国网络安全法',
  '中华人民共和国档案法',
  '中华人民共和国政府信息公开工作年度报告格式',
  '中华人民共和国政府信息公开工作年度报告格式（试行）',
  '国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知',
  '政府信息公开信息处理费管理办法',
  '优化营商环境条例',
  '政府信息公开条例',
  '信访工作条例'
]
/** Right too, though close to one of them. */
const OTHERS = new Set(['政府信息公开工作条例', '政务信息公开条例', '信息公开条例', '信访条例', '行政复议法实施条例'])
const plain = (name: string) => name.replace(/[<>＜＞《》〈〉（）()]|试行/g, '')
const NAMES = STATUTES.map((name) => ({ name, plain: plain(name) }))
const TITLE = /《([^《》\n]{6,60}(?:[<〈《][^<>〈〉《》\n]{6,40}[>〉》][^《》\n]{0,8})?)》/g

/** A statute or a notice with a sign or two wrong in its name. */
const statutes: Slip = {
  level: 'warning',
  why: '法规、文件名称',
  find(paragraph) {
    return [...paragraph.matchAll(TITLE)].flatMap(({ 0: whole, 1: title = '', index }): Mending[] => {
      const written = plain(title)
      if (OTHERS.has(written) || NAMES.some((one) => one.plain === written)) return []
      const meant = NAMES.find((one) => distance(written, one.plain, Math.min(4, Math.floor(one.plain.length / 8))) !== undefined)
      return meant ? [{ from: index, to: index + whole.length, write: `《${meant.name}》` }] : []
    })
  }
}

/** The parts of 总体情况 by the names they have in reports. */
const PARTS = [
  '主动公开政府信息',
  '依申请公开政府信息',
  '政府信息主动公开',
  '政府信息依申请公开',
  '政府信息管理',
  '政府信息公开平台建设',
  '信息公开平台建设'
].flatMap((name) => [name, `${name}情况`])
const PART = /^\s*[（(][一二三四五六七八][）)]\s*([\u4e00-\u9fff]{6,14})(?=[。：\s]|$)/

/** A heading with a sign wrong: （四）政务信息公开平台建设. */
const headings: Slip = {
  level: 'note',
  why: '小标题',
  find(paragraph) {
    const [whole = '', heading = ''] = PART.exec(paragraph) ?? []
    // 政务信息 is said of what is published, not of the platform.
    const official = heading.includes('平台') ? heading : heading.replace('政务', '政府')
    if (heading === '' || PARTS.includes(official)) return []
    const meant = PARTS.find((name) => distance(heading, name, 1) !== undefined)
    return meant === undefined || heading.replace('的', '') === meant
      ? []
      : [{ from: whole.length - heading.length, to: whole.length, write: meant }]
  }
}

export const NAMED: readonly Slip[] = [
  slip('法律名称', '《中华人民共和国保密法》', '《中华人民共和国保守国家秘密法》'),
  slip(
    '法规名称',
    '《中华人民共和国(?:信息公开条例|政务公开条例|政府信息公开(?:工作条例|(?!条例|规定|工作年度)[^《》]{2}))》',
    '《中华人民共和国政府信息公开条例》'
  ),
  slip('法规名称', '(?<=《政府信息公开)工作(?=条例》)', ''),
  slip('法规名称', '《政务(?:信息)?公开条例》', '《政府信息公开条例》'),
  slip('法规名称', '《中华人民共和国信访条例》', '《信访工作条例》'),
  slip('文件名称', '《政府信息公开处理费管理办法》', '《政府信息公开信息处理费管理办法》'),
  slip('文件名称', '政府信息(?:公开)?[与和]?(?:政府|政务|政务信息)公开办公室(?<!政府信息与政务公开办公室)', '政府信息与政务公开办公室'),
  slip('条例的令号', '(?<=信息公开条例》(?:（|\\()(?:中华人民共和国)?国务院令?（?)第(?!711号|492号)\\d{3}号', '第711号'),
  slip('文号', '(?<=国办公开办函[〔﹝\\[(（]2021[〕﹞\\])）])(?!30号)\\d+号', '30号'),
  slip('文号', '(?<=国办公开办函[〔﹝\\[(（]2019[〕﹞\\])）])(?!60号|61号)\\d+号', '60号'),
  slip(
    '发文机关代字',
    '(?:国办(?![发函秘电]|公开办函)[\\u4e00-\\u9fff]{1,4}函|(?<=[（(，、。据照依]|^)(?!国办公开办函)[\\u4e00-\\u9fff]{1,2}公开办?函)(?=[〔﹝\\[(（](?:2021[〕﹞\\])）]30|2019[〕﹞\\])）]60)号)',
    '国办公开办函'
  ),
  slip('文号应在书名号外', '[（(](?<=《[^《》]{4,60}[（(])[^（）()《》]{0,10}[〔﹝\\[(（]?20\\d\\d[〕﹞\\])）]?第?\\d+号[)）]》', asIs),
  sign('缺少“关于”', '《(?![^》]{0,60}(?:关于|印发|转发))[^《》]{6,60}(?<!〉)的(?:通知|意见|决定)》', asIs),
  slip('缺少“第”', '(?<=国务院令)(?=711号|492号)', '第'),
  slip('缺少“印发”', '(?<=关于)(?=[〈<《][^〉》>]{4,40}(?:要点|方案|格式|办法|规定)(?:（试行）)?[〉》>]的通知)', '印发'),
  sign('名称用引号', '《([^《》]{2,20}(?:网|网站|平台|公众号|人民政府))》', (_, name = '') => `“${name}”`),
  slip('文号不完整', '〔20\\d\\d〕(?!第?\\d{1,4}号)[-—]?\\d{0,4}', asIs),
  slip('邮政编码应为六位', '(?<=邮(?:政)?编码?[：:]?\\s?)(?!\\d{6}(?!\\d))\\d+', asIs),
  slip('信箱缺少“@”', '(?<=(?:邮箱|E-?mail)[：:]\\s?)[\\w.-]+(?:\\.com|\\.cn|\\.gov)(?![\\w@])(?<!@[^，。；）)]{0,60})', asIs),
  statutes,
  headings
]
