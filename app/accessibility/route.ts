import { AccessibilityPage } from '@/components/public/accessibility-page'
import { printPage } from '@/components/public/print-page'
import { answerKept, HTML } from '@/server/public/published-answer'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  return answerKept(request, 'accessibility', { type: HTML }, () => printPage(AccessibilityPage()))
}
