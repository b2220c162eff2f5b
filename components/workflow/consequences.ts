import type { TransitionName } from '@/report/workflow/transitions'

/** What follows from a step, said before it is taken. */
export const CONSEQUENCES: Record<TransitionName, string> = {
  submit: '提交后不能修改；审核人员领取前可以撤回，领取后可以请求撤回。',
  pass: '同意后转入下一步办理。',
  sendBack: '退回后由填报员修改，改好后重新提交。',
  withdraw: '撤回后可以继续修改，改好后须重新提交审核。',
  askWithdraw: '年报已由审核员领取或者审核通过，不能直接撤回。申请会送到审核员，由审核员退回、撤销通过或者答复。',
  claim: '领取后由您审核。',
  release: '退还后其他审核员可以领取。',
  handOver: '转交后由对方审核，您不能再办理。',
  return: '退回后由填报单位修改，改好后重新提交。填报单位会看到退回原因和下面的意见。',
  approve: '通过后填报单位不能再修改。',
  unapprove: '撤销后年报回到“待审核”，须重新领取审核。',
  publish: '公布后任何人都可以看到。',
  askCorrection: '申请会送到审核员。同意后另起一版，公布的版本在新版公布前不变。',
  correct: '同意后由填报单位在新的一版中修改，公布的版本在新版公布前不变。',
  askTakeDown: '撤下须由另一名审核员办理。',
  takeDown: '撤下后公众只能看到撤下的日期和理由。',
  republish: '重新公布后任何人都可以看到。',
  excuse: '列为无需报送后，填报单位不能再填报，不计入应报送单位。',
  decline: '不同意的理由会送到填报单位，年报不变。',
  askRequire: '申请会送到审核员。',
  require: '恢复后填报单位可以继续填报。'
}

/** What the reason of a step is called. */
export const REASON_NAMES: Partial<Record<TransitionName, string>> = {
  return: '退回原因',
  sendBack: '退回原因',
  handOver: '转交说明',
  askCorrection: '要更正什么，为什么',
  decline: '不同意的理由'
}
