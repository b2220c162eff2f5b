/** What one may choose from: the value in the address, and its words. */
export type FieldOptions = readonly (readonly [value: string, label: string])[]

/** One list of a filter; `all`: the words for no choice, where there need be none. */
export type ChoiceField<Name extends string> = readonly [name: Name, label: string, options: FieldOptions, all?: string]

/** The lists of a filter whose answers stand in the address: plain fields, which need no script. */
export function ChoiceFields<Name extends string>({
  fields,
  asked
}: {
  fields: readonly ChoiceField<Name>[]
  asked: Partial<Record<Name, string | number>>
}) {
  return fields.map(([name, label, options, all]) => (
    <label key={name}>
      <span>{label}</span>
      <select name={name} defaultValue={String(asked[name] ?? '')}>
        {all && <option value="">{all}</option>}
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  ))
}
