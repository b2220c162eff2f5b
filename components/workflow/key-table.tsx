import styles from './key-table.module.css'

export type KeyWords = readonly (readonly [keys: string, words: string])[]

/** What each key of a page does. */
export function KeyTable({ keys }: { keys: KeyWords }) {
  return (
    <table className={styles.keys}>
      <tbody>
        {keys.map(([key, words]) => (
          <tr key={key}>
            <th scope="row">
              <kbd>{key}</kbd>
            </th>
            <td>{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
