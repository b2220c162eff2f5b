import { byBeginning } from './beginnings'
import type { Mending, Slip } from './slip'

/** Names and phrases that are always written so. */
const COMPOUNDS =
  '政府信息公开 信息公开条例 信息公开指南 信息公开目录 信息公开平台 信息公开年度报告 规范性文件 行政复议 行政诉讼 国务院办公厅 政府门户网站 微信公众号 中华人民共和国 社会主义思想 新闻发布会 人大代表建议 政协委员提案 公共资源配置 突发公共事件 保密审查制度 依申请公开 重大建设项目 行政事业性收费 工作领导小组 人民政府办公室 优化营商环境 高质量发展 统计期限 电子邮箱 联系电话 征求意见 监督保障 决策部署 贯彻落实 严格按照 政策解读 权责清单 政府采购 行政许可 行政处罚 重点领域 年度报告'.split(
    ' '
  )
/** Close to one of them and right. */
const LAWFUL =
  /^(?:规范文件|规范性的文件|工作领导组|政务媒体|公共资源的配置|行政复议和?行政诉讼|行政诉讼|保密审查的制度|决策和部署|贯彻和落实|贯彻执行|政策的解读|重点的领域|平台的建设|行政处理|优化的营商环境|信息公开的.*|政府信息的公开|政府信息主动公开|征求了意见|监督和保障|监督与保障|严格依照|人大代表的建议|政协委员的提案|.*[的与和及等、，].*)$/
/** What may stand within a compound. */
const MAY_STAND_WITHIN = '的和与及等了各需应已未被依能可须均全后并或中内所将为于在不有、，。；：（）《》“” \n'
const LONG = 5

const begunBy = byBeginning(COMPOUNDS.map((one) => [one, one] as const))

/** How many signs stand for a compound from here, if one is missing, too many, changed for another or two have changed mendings. */
function nearlyAt(text: string, at: number, compound: string): number | undefined {
  let same = 0
  while (same < compound.length && text.charAt(at + same) === compound[same]) same++
  const left = compound.length - same
  if (same < 2 || left < 2) return undefined
  const goesOn = (from: number, rest: number) => text.startsWith(compound.slice(rest), at + from)
  const [one, two] = [text.charAt(at + same), text.charAt(at + same + 1)]
  if (one === compound[same + 1] && two === compound[same] && goesOn(same + 2, same + 2)) return compound.length
  // 政府信息开放 is no 政府信息公开 without 公, 贯彻实施 no 贯彻落实 without 落.
  if (goesOn(same, same + 1) && (left > 2 || (compound.length >= LONG && !compound.endsWith('开')))) return compound.length - 1
  if (!/[\u4e00-\u9fff]/.test(one)) return undefined
  // Between two words of a compound another may stand: 信息公开大平台.
  if (same % 2 === 1 && goesOn(same + 1, same) && !MAY_STAND_WITHIN.includes(one) && compound.length >= LONG) return compound.length + 1
  return compound.length > LONG && goesOn(same + 1, same + 1) ? compound.length : undefined
}

/** 信息公条例, 规范性件, 政府信公开. */
export const compounds: Slip = {
  level: 'warning',
  why: '固定名称有误',
  find(paragraph) {
    const mendings: Mending[] = []
    for (let at = 0; at < paragraph.length; at++) {
      const begun = begunBy(paragraph, at)
      if (begun === undefined || begun.some((one) => paragraph.startsWith(one, at))) continue
      for (const compound of begun) {
        const length = nearlyAt(paragraph, at, compound)
        if (length === undefined) continue
        const written = paragraph.slice(at, at + length)
        if (!LAWFUL.test(written) && !COMPOUNDS.some((one) => paragraph.startsWith(one, at)))
          mendings.push({ from: at, to: at + length, write: compound })
      }
    }
    return mendings
  }
}
