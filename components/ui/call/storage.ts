/** Of this page alone, where the browser keeps nothing: storage is forbidden or full. */
const forgotten = new Map<string, string>()

type Place = 'localStorage' | 'sessionStorage'

/** What this browser, or only this tab, keeps under a name; '' if nothing. */
export function readKept(place: Place, name: string): string {
  try {
    return forgotten.get(name) ?? window[place].getItem(name) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a text under a name; '' takes it away. Never throws: what cannot be kept lasts as long as the page. */
export function keep(place: Place, name: string, text: string): void {
  forgotten.delete(name)
  try {
    if (text === '') window[place].removeItem(name)
    else window[place].setItem(name, text)
  } catch {
    if (text !== '') forgotten.set(name, text)
  }
}

/** The names under which something is kept. */
export function keptNames(place: Place): string[] {
  try {
    return Object.keys(window[place])
  } catch {
    return []
  }
}
