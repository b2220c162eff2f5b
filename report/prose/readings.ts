import type { CaseResult, Meaning } from '@/report/meaning'
import {
  casesOf,
  DOCUMENTS,
  hasOtherCause,
  isAboutRequests,
  isAboutResults,
  isBesideRefused,
  isElsewhere,
  isForOneReason,
  isPartial,
  namesRequestsAlone
} from './about'
import { readFile } from './documents'
import { subjectAtEnd } from './find-subject'
import { type Around, type Found, inSentence, type Statement, type Subject, type Sum } from './statement'
import { CARRIED_IN, JOINED, OTHER_RESULT, RECEIVED, WITHDRAWN } from './subjects'
import { LONGEST_SENTENCE } from './walk'

/** The sums a number of a subject may be, as the words around it tell; undefined where they speak of something else. */
export function readings(subject: Subject, around: Around): Found | undefined {
  const { text, base, prefix } = around
  const weak = subject.weak === true
  switch (subject.family) {
    case 'flow': {
      // 行政复议 9 件（含上年结转 1 件）: a case that is carried over.
      if (subject.key === 'carried-in' && around.statements.at(-1)?.subject?.family === 'dispute') return undefined
      // 结转 2023 年申请 4 件, in the report of 2024: what came from there.
      const [, year = Number.NaN] = subject.key === 'carried-out' ? (CARRIED_YEAR.exec(base.lead) ?? []) : []
      if (Number(year) <= around.speaker.year) return readings({ ...CARRIED_IN, reads: [...CARRIED_IN.reads, ...subject.reads] }, around)
      // 受理 10 件，已完成 9 件; 整改 10 项，已完成 8 项 is another thing.
      if (base.lead === '，已完成' && around.statements.at(-1)?.subject?.key !== 'received') return undefined
      const about = goesOnFromResults(around) || isAboutRequests(text, base, around.said, around.isOnRequests)
      if (!about) return undefined
      // 依申请公开 17 件, without a verb, under the heading that speaks of nothing else.
      const isNamed =
        subject.key === 'some-requests' &&
        !/(?:有|其中|另|对)$/.test(prefix) &&
        (around.isOnRequests ||
          isBesideCases(around) ||
          (base.sentence === base.number.start - base.lead.length && namesRequestsAlone(base.lead))) &&
        about === true &&
        !DOCUMENTS.test(around.sentenceText) &&
        !isPartial(base.lead, subject)
      const isOfNew = subject.key === 'handled' && inSentence(around.statements, base.sentence).some(isNew)
      return {
        subject,
        reads: isNewAlone(subject, around) ? subject.reads.slice(0, 1) : subject.reads,
        isOfNew,
        weak:
          (weak && !isNamed && !isLeft(subject, around)) ||
          about === 'perhaps' ||
          isPartial(prefix, subject) ||
          (/handled|dealt/.test(subject.key) && isBesideRefused(text, base, around.statements)) ||
          (subject.key === 'handled' && goesOnFromResults(around) && !/共|合计|总/.test(base.lead)) ||
          isToldAlready(subject, around)
      }
    }
    case 'outcome':
      // 复议结果：维持 5 件、其他 1 件.
      if (weak && subject.key === 'other' && inSentence(around.statements, base.sentence).at(-1)?.subject?.family === 'result')
        return readings(OTHER_RESULT, around)
      return isAboutResults(text, base, subject, prefix, around.isOnRequests)
        ? {
            subject,
            isMost: weak && (goesOnFromResults(around) || isWithdrawn(around) || /申请人(?:主动|自[行愿己])?撤/.test(base.lead)),
            ...joined(subject, prefix, weak || /（(?!含|包括|其中)[^（）]+）$/.test(base.lead), isNamedTwice(subject, around))
          }
        : undefined
    case 'dispute':
      if (hasOtherCause(prefix)) return undefined
      return {
        subject,
        reads: subject.reads,
        weak: isElsewhere(text, base, around.said, around.isOnRequests) || (weak && !/复议.*诉讼/.test(around.sentenceText))
      }
    case 'result': {
      const reads = casesOf(around.sentenceText).map((rows) => rows.map((row) => `disputes/${row}/${subject.key as CaseResult}` as const))
      // 撤回 2 件 among results of applications: no case was named.
      if (reads.length === 0)
        return subject.key === 'other' && (goesOnFromResults(around) || /(?:申请|当事)人/.test(base.lead))
          ? readings(WITHDRAWN, around)
          : undefined
      // 撤销 and 败诉 may be said of anything, but not right behind a number of cases.
      const before = inSentence(around.statements, base.sentence).at(-1)
      const isOfCases = (/dispute|result/.test(before?.subject?.family ?? '') && !before?.weak) || /(?:复议|诉讼)$/.test(prefix)
      return { subject, reads, weak: (weak && !isOfCases) || isElsewhere(text, base, around.said, around.isOnRequests) }
    }
    case 'applicant':
      if (EVERYBODY.test(prefix)) return readings(RECEIVED, around)
      return { subject, reads: applicantsOf(subject, around), weak: weak && !isOfRequests(around) }
    case 'file':
      return readFile(subject, around)
    default: {
      // 行政许可 694 宗（学校设立 3 宗），行政处罚 1 宗: what stands in brackets is passed over.
      const before = around.statements.slice(-LONGEST_BRACKET).findLast(({ depth }) => depth <= base.depth)
      const goesOn = before?.subject?.family === 'decision' && before.sentence === base.sentence && !before.weak
      // 公开行政处罚 6 件 may be what was published of them, 处理决定 are the table's own word.
      const isDecision = /处理(?:决定|事项)[^，；]*$|(?:^|[，；])[^，；公]*(?:作出|下达|办结)[^，；公]*$/.test(base.lead)
      const isOther =
        (/公[示开布]|程序$/.test(prefix) && !isDecision) ||
        /行政(?:许可|处罚|强制)(?:和|及|与|、)$/.test(prefix) ||
        (/(?:数量|件数)$/.test(base.lead) && !isDecision && !/(?:^|[，；。、：\s]|年度?|办理|办结|作出|完成)$/.test(prefix)) ||
        (/共计行政/.test(base.lead) && /公示|公开|公布|推送|录入|上传/.test(around.sentenceText))
      const whole = around.text.slice(base.sentence, base.sentence + LONGEST_SENTENCE).split('。', 1)[0] as string
      const isTable = THREE_KINDS.every((kind) => kind.test(whole))
      // 公开具有一定社会影响的行政处罚决定 113 条: some of them.
      const isSome = /影响的$/.test(prefix)
      // 采购项目信息 801 条，其中行政处罚决定 1 条: pieces of information, not decisions.
      const arePieces = base.number.unit === '条' && !/作出|下达|办[理结]/.test(base.lead) && around.statements.at(-1)?.number.unit === '条'
      const isUnsure = (weak && !goesOn && !isTable) || isOther || isSome || arePieces
      // 公示行政处罚 30 项: mostly all that were made; 行政处罚信息 30 条 counts pages.
      const isInRow = before?.perhaps === true && before.subject?.family === 'decision' && before.sentence === base.sentence
      const isPublished = isUnsure && !isSome && (isInRow || PUBLISHED.test(base.lead) || PUBLISHED_IN_ROW.test(around.sentenceText))
      return {
        subject,
        reads: subject.reads,
        weak: isUnsure,
        perhaps: isPublished || (isUnsure && !isSome && base.depth === 0 && !NO_DECISIONS.test(base.lead) ? 'near' : false)
      }
    }
  }
}

/** 依申请公开 3 次，行政复议 0 次: three that are counted one after the other. */
const isBesideCases = ({ text, base }: Around) =>
  /^[，、]?依申请公开(?:申请|件)?(?:共)?$/.test(base.lead) && /^[，、]行政复议/.test(text.slice(base.number.after, base.number.after + 5))

/** 办结 77 件，结转 3 件: right behind what was concluded it is what is left. */
const isLeft = ({ key }: Subject, { base, statements }: Around) =>
  key === 'pending-requests' &&
  /^[，、；](?:并|现)?(?:结转|(?:正在)?办理中?|在办|[尚仍]?未(?:办结|到期|答复))(?:申请)?$/.test(base.lead) &&
  inSentence(statements, base.sentence).at(-1)?.subject?.key === 'handled'

/** No bracket counts more. */
const LONGEST_BRACKET = 12
const CARRIED_YEAR = /结转[至到入]?(20\d\d)年[^，。；\d]*$/
/** What may be decided, and what is said of some decisions. */
const NO_DECISIONS =
  /事项|目录|清单|指南|依据|流程|典型|案例|案卷|上年|人员|证|下放|取消|梳理|承接|可办|保留|调整|清理|精简|划转|赋权|认领|抽查|评查/
const PUBLISHED = /公[示开布](?:了)?(?:办理|作出|实施)?行政(?:许可|处罚|强制)(?:数量|案件|(?:处理)?决定书?)?(?:共计?)?$/
const PUBLISHED_IN_ROW = /公[示开布](?:了)?(?:政府规章|(?:行政)?规范性文件|行政(?:许可|处罚|强制))\d+[个件项宗部]、行政(?:许可|处罚|强制)$/

/** The three that table two counts, one after the other. */
const THREE_KINDS = ['许可', '处罚', '强制'].map(
  (kind) => new RegExp(`(?:^|[，；、：作出办理共年度\\s])行政${kind}[^。\\d]{0,8}\\d+[^。，；、]{0,2}(?:[，；、]|$)`)
)

/** 新收 30 件，办结 28 件: of those that are new. */
const isNew = ({ subject, lead }: Statement) => subject?.key === 'received' && /新[收增受]/.test(lead)

/** 新收 30 件; 收到 30 件，上年结转 2 件: without what was carried in, where that is told beside it or new is said. */
const isNewAlone = ({ key }: Subject, { text, base }: Around) =>
  key === 'received' && (/新[收增受]/.test(base.lead) || OLD_BESIDE.test(text.slice(base.number.after, base.number.after + 32)))
const OLD_BESIDE = /^，(?:另有|另外|并|办理|结转)*(?:上|去)一?年[^，。；\d]{0,10}\d+[^，。；]{0,2}(?:[，。；]|$)/

/** 收到 90 件，受理 60 件: what is said once more in a sentence to have come in, or to be done, may be less. */
function isToldAlready({ key }: Subject, { base, statements }: Around): boolean {
  return (
    (key === 'received' || key === 'handled') &&
    !/新[收增][^，。；]{0,6}$|已办[理结]的?$/.test(base.lead) &&
    inSentence(statements, base.sentence).some((one) => one.subject?.key === key && one.scope === 'own' && !one.weak)
  )
}

/** 4 件为不掌握，2 件为不属于本机关负责公开: two kinds of one row, or one of the other. */
const isNamedTwice = ({ key, family }: Subject, { base, statements }: Around) =>
  inSentence(statements, base.sentence).some(({ subject }) => subject?.key === key && subject.family === family)

/** 无法提供、不予处理 20 件 is a sum; 重复申请不予处理 2 件 is a row that stands under its group. */
function joined(subject: Subject, prefix: string, isVague: boolean, isAgain: boolean): Pick<Found, 'reads' | 'weak'> {
  const weak = isVague || isAgain
  if (prefix.length > 1 && JOINED.test(prefix)) {
    const other = subjectAtEnd(prefix.replace(JOINED, ''))
    // 主动公开或予以公开.
    if (other?.subject.key === subject.key || (subject.key === 'granted' && /主动公开.$/.test(prefix)))
      return { reads: subject.reads, weak }
    if (other?.subject.family !== 'outcome') return { reads: subject.reads, weak: true }
    return { reads: [[...(other.subject.reads[0] ?? []), ...(subject.reads[0] ?? [])], ...subject.reads], weak }
  }
  if (subject.rule === 'N-05') {
    const row = subjectAtEnd(prefix.replace(/(?:而|，|依法|被|作出)+$/, ''))?.subject
    if (!row && isForOneReason(prefix)) return { reads: subject.reads, weak: true }
    if (row?.rule === 'N-06' && row.weak) return { reads: [...subject.reads, ...row.reads], weak }
    // 涉密不予公开 1 件，第三方权益不予公开 2 件: rows of one group.
    if (row?.rule === 'N-06') return { reads: [...row.reads, ...subject.reads], weak: isVague }
  }
  return { reads: subject.reads, weak }
}

/** 公民、法人和其他组织 are all who can ask. */
const EVERYBODY = /(?:公民|自然人)(?:、|和|及|与|或)$/

/** 予以公开 4 件，咨询 1 件，结转 1 件: within a list of results nothing else is spoken of. */
const goesOnFromResults = ({ statements, base }: Around) =>
  inSentence(statements, base.sentence)
    .slice(-2)
    .some(({ subject, weak }) => subject?.family === 'outcome' && !weak)

/** 收到 57 件，撤件 39 件: one of the other results. */
const isWithdrawn = ({ text, statements, base }: Around) =>
  /撤[件回销]/.test(base.lead.slice(-4) + text.slice(base.number.after, base.number.after + 8)) &&
  inSentence(statements, base.sentence).some(({ subject, weak }) => subject?.family === 'flow' && !weak)

/** 个人 and 单位 are applicants where they break down what was received or concluded. */
const isOfRequests = ({ statements, base, prefix }: Around) =>
  BY_APPLICANT.test(prefix) ||
  (/^[，、：（其中]*$/.test(prefix) &&
    /received|handled|applicant/.test(keyBefore(inSentence(statements, base.sentence).findLast(({ number }) => !number.percent))))
/** 从申请主体看，个人申请 70 件. */
const BY_APPLICANT = /申请(?:人|者|主体)[^，。；\d]{0,6}(?:看|分|中|方面|类[别型]|身份|性质|构成)[，：]?$/
const keyBefore = (one: Statement | undefined) => (one?.weak ? '' : `${one?.subject?.key} ${one?.subject?.family}`)

/** 自然人 of what was received, of what was concluded, or of one result: the count before tells. */
function applicantsOf({ key, reads }: Subject, { statements, base }: Around): readonly Sum[] {
  const whole = inSentence(statements, base.sentence).findLast(({ subject }) => /flow|outcome/.test(subject?.family ?? ''))
  const rows = whole?.subject?.key === 'handled' || whole?.subject?.family === 'outcome' ? whole.meant : []
  const columns = key.split('+')
  const broken = rows.map((sum) => sum.flatMap((one) => columns.map((column) => one.replace(/total$/, column) as Meaning)))
  return whole?.subject?.key === 'received' ? reads.slice(0, (2 * reads.length) / 3) : [...broken, ...reads]
}
