import { save } from './actions'

/** An action has an id only if a page offers it. */
export default function Page() {
  return (
    <form action={save}>
      <button type="submit">save</button>
    </form>
  )
}
