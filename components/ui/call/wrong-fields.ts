import { type RefObject, useEffect, useId } from 'react'
import type { CallResult, Refused } from './call'

/**
 * Marks the fields of a form that a refusal is about; the first of them gets the focus. The answer is the id of the element in which
 * the refusal stands.
 */
export function useWrongFields(form: RefObject<HTMLFormElement | null>, told: CallResult | undefined): string {
  const id = useId()
  useEffect(() => {
    if (form.current) markWrong(form.current, told && !told.ok ? { ...told, id } : undefined)
  }, [form, told, id])
  return id
}

/** A refusal is tied to the field it names and to those that must be filled in and are not. The first of them gets the focus. */
function markWrong(form: HTMLFormElement, refused: (Refused & { id: string }) | undefined): void {
  const named = refused?.field && form.elements.namedItem(refused.field)
  // Of a choice among many only what is chosen has the name, and is hidden behind the field itself.
  const field = named instanceof HTMLInputElement && named.type === 'hidden' ? named.previousElementSibling?.querySelector('input') : named
  const missing = refused ? [...form.querySelectorAll<HTMLElement>(':is(input, select, textarea):invalid')] : []
  const wrong = field instanceof HTMLElement ? [field, ...missing] : missing
  for (const before of form.querySelectorAll<HTMLElement>('[aria-errormessage]')) {
    describe(before, (ids) => ids.filter((one) => one !== before.getAttribute('aria-errormessage')))
    before.removeAttribute('aria-invalid')
    before.removeAttribute('aria-errormessage')
  }
  for (const one of new Set(wrong)) {
    one.setAttribute('aria-invalid', 'true')
    one.setAttribute('aria-errormessage', refused?.id ?? '')
    // Few screen readers read error messages; all read descriptions.
    describe(one, (ids) => [...ids, refused?.id ?? ''])
  }
  wrong[0]?.focus()
}

function describe(field: HTMLElement, change: (ids: string[]) => string[]): void {
  const ids = change((field.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean))
  if (ids.length > 0) field.setAttribute('aria-describedby', ids.join(' '))
  else field.removeAttribute('aria-describedby')
}
