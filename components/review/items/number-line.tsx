import { MarkFacts, MarkName } from '@/components/document/mark'
import { PlaceButton } from '@/components/ui/place-button'
import type { PrintedMark } from '@/report/layout/mark'
import type { Address } from '@/report/template'

/** A number of the text with what the tables say to it; its cells lead to themselves. */
export function NumberLine({ mark, onShow, onShowCell }: { mark: PrintedMark; onShow: () => void; onShowCell: (at: Address) => void }) {
  return (
    <>
      <PlaceButton onClick={onShow}>
        <MarkName mark={mark} />
      </PlaceButton>
      <MarkFacts mark={mark} cells={mark.cells} onShow={onShowCell} />
    </>
  )
}
